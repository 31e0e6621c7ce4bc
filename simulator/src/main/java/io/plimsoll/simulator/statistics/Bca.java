package io.plimsoll.simulator.statistics;

import io.plimsoll.core.plugin.Draws;
import java.util.Arrays;

/**
 * A bootstrap interval with bias correction and acceleration (B. Efron and R. Tibshirani, "An Introduction to the
 * Bootstrap", 1993, section 14.3): needs no normal distribution, follows skewness, and turns into the right interval
 * whatever monotone scale the statistic is on. From ten observations it is
 * somewhat too short, as every bootstrap is: {@code BcaTest} measures by how much.
 *
 * @param estimate the statistic of all observations
 * @param interval holds the true value with about the wanted confidence
 * @param biasCorrection how far the median of the resamples is off, in standard deviations
 * @param acceleration how fast the standard error changes with the value; from the jackknife
 */
public record Bca(double estimate, Interval interval, double biasCorrection, double acceleration) {

    /** Resamples that are enough for the ends of a 95 % interval to be known to a few percent of its length. */
    public static final int RESAMPLES = 9_999;

    private static final int PURPOSE = 500;

    /**
     * Resamples the observations. Where the statistic does not vary at all, the interval is its value alone. Takes
     * O(observations x resamples).
     *
     * @param observations how many there are, at least two
     * @param statistic must be finite for every choice
     * @param confidence above 0 and below 1
     * @param seed the same one gives the same interval
     */
    public static Bca of(int observations, Statistic statistic, double confidence, int resamples, long seed) {
        int[] chosen = new int[observations];
        Arrays.setAll(chosen, i -> i);
        double estimate = statistic.of(chosen);
        double acceleration = acceleration(observations, statistic);
        double[] replicates = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            for (int i = 0; i < observations; i++) {
                chosen[i] = Draws.below(Draws.draw(seed, (long) r * observations + i, PURPOSE), observations);
            }
            replicates[r] = statistic.of(chosen);
        }
        Arrays.sort(replicates);
        double bias = biasCorrection(replicates, estimate);
        double tail = (1 - confidence) / 2;
        Interval interval = new Interval(
                Quantiles.of(replicates, moved(tail, bias, acceleration)),
                Quantiles.of(replicates, moved(1 - tail, bias, acceleration)));
        return new Bca(estimate, interval, bias, acceleration);
    }

    /** The percentile of the resamples that stands for a percentile of the statistic. */
    private static double moved(double percentile, double bias, double acceleration) {
        double z = bias + Normal.quantile(percentile);
        return Normal.below(bias + z / (1 - acceleration * z));
    }

    /** Replicates equal to the estimate count half: the mean of few whole numbers meets it often. */
    private static double biasCorrection(double[] replicates, double estimate) {
        double below = 0;
        for (double replicate : replicates) {
            below += replicate < estimate ? 1 : replicate > estimate ? 0 : 0.5;
        }
        double least = 0.5 / replicates.length;
        return Normal.quantile(Math.min(1 - least, Math.max(least, below / replicates.length)));
    }

    /** From the statistics with one observation left out in turns. */
    private static double acceleration(int observations, Statistic statistic) {
        double[] without = new double[observations];
        int[] chosen = new int[observations - 1];
        for (int left = 0; left < observations; left++) {
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = i < left ? i : i + 1;
            }
            without[left] = statistic.of(chosen);
        }
        double mean = Sample.of(without).mean();
        double squares = 0;
        double cubes = 0;
        for (double value : without) {
            double off = mean - value;
            squares += off * off;
            cubes += off * off * off;
        }
        return squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
    }
}
