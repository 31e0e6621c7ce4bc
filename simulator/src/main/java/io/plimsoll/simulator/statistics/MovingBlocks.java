package io.plimsoll.simulator.statistics;

import io.plimsoll.core.plugin.Draws;
import java.util.Arrays;

/**
 * The moving-block bootstrap of the mean of a series (H. Künsch, "The jackknife and the bootstrap for general stationary
 * observations", Annals of Statistics 17, 1989): neighbours in time resemble each other, so whole stretches of the series
 * are drawn. It says how much the mean of one long run would change if the run went on in the same way, and nothing about
 * other workloads.
 *
 * <p>The length of the stretches is chosen from the series by D. Politis and H. White, "Automatic block-length selection
 * for the dependent bootstrap", Econometric Reviews 23, 2004, with the correction of A. Patton, D. Politis and H. White,
 * same journal 28, 2009.
 *
 * @param blockLength the length of the stretches, in samples
 * @param interval holds the long-run mean with about the wanted confidence
 */
public record MovingBlocks(int blockLength, Interval interval) {

    /** The fewest samples of which anything can be said. */
    public static final int FEWEST = 50;

    private static final int PURPOSE = 501;
    private static final int RESAMPLES = 1_999;

    /**
     * Resamples the series. Takes O(n^1.5) for the length of the blocks and O(n x resamples / length) for the rest.
     *
     * @param series equally spaced in time, at least {@link #FEWEST}
     * @param confidence above 0 and below 1
     * @param seed the same one gives the same interval
     */
    public static MovingBlocks of(double[] series, double confidence, long seed) {
        int n = series.length;
        double mean = Sample.of(series).mean();
        int length = blockLength(series, mean);
        double[] sums = new double[n + 1];
        for (int i = 0; i < n; i++) {
            sums[i + 1] = sums[i] + (series[i] - mean);
        }
        double[] replicates = new double[RESAMPLES];
        int blocks = (n + length - 1) / length;
        for (int r = 0; r < RESAMPLES; r++) {
            double sum = 0;
            int left = n;
            for (int b = 0; b < blocks; b++) {
                int start = Draws.below(Draws.draw(seed, (long) r * blocks + b, PURPOSE), n - length + 1);
                int taken = Math.min(length, left);
                sum += sums[start + taken] - sums[start];
                left -= taken;
            }
            replicates[r] = sum / n;
        }
        double centre = Sample.of(replicates).mean();
        Arrays.sort(replicates);
        double tail = (1 - confidence) / 2;
        return new MovingBlocks(
                length,
                new Interval(
                        mean + Quantiles.of(replicates, tail) - centre,
                        mean + Quantiles.of(replicates, 1 - tail) - centre));
    }

    private static int blockLength(double[] series, double mean) {
        int n = series.length;
        int runs = Math.max(5, (int) Math.ceil(Math.sqrt(StrictMath.log10(n))));
        int most = (int) Math.ceil(Math.sqrt(n)) + runs;
        double[] covariance = new double[Math.min(n, most + runs + 1)];
        for (int lag = 0; lag < covariance.length; lag++) {
            for (int i = lag; i < n; i++) {
                covariance[lag] += (series[i] - mean) * (series[i - lag] - mean) / n;
            }
        }
        if (covariance[0] == 0) {
            return 1;
        }
        int reach = Math.min(most, 2 * Math.max(1, lastCorrelated(covariance, most, runs, n)));
        double slope = 0;
        double spectrum = covariance[0];
        for (int lag = 1; lag <= reach; lag++) {
            double window = Math.min(1, 2 * (1 - (double) lag / reach));
            slope += 2 * window * lag * covariance[lag];
            spectrum += 2 * window * covariance[lag];
        }
        double longest = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3.0));
        double length = StrictMath.cbrt(1.5 * slope * slope / (spectrum * spectrum) * n);
        return (int) Math.max(1, Math.min(longest, Math.ceil(length)));
    }

    /** The lag behind which several correlations in a row are no larger than chance makes them. */
    private static int lastCorrelated(double[] covariance, int most, int runs, int n) {
        double chance = 2 * Math.sqrt(StrictMath.log10(n) / n) * covariance[0];
        int quiet = 0;
        for (int lag = 1; lag < covariance.length; lag++) {
            quiet = Math.abs(covariance[lag]) < chance ? quiet + 1 : 0;
            if (quiet == runs) {
                return lag - runs;
            }
        }
        return most;
    }
}
