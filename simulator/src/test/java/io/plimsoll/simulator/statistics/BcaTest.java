package io.plimsoll.simulator.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BcaTest {

    /** Efron and Tibshirani, table 14.1: spatial test scores of 26 children, first of two measurements. */
    private static final double[] SPATIAL = {
        48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41
    };

    /** The same, table 3.1: average admission test and undergraduate grade of 15 law schools. */
    private static final double[] LSAT = {576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594};

    private static final double[] GPA = {
        3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96
    };

    /** Table 14.2: the variance 171.5 has the 90 % interval (115.8, 259.6), with 0.146 and 0.061 as its constants. */
    @Test
    void theVarianceOfTheSpatialScoresHasThePublishedInterval() {
        Bca bca = Bca.of(SPATIAL.length, BcaTest::variance, 0.90, 20_000, 1);
        assertThat(bca.estimate()).isCloseTo(171.5, within(0.05));
        assertThat(bca.acceleration()).isCloseTo(0.061, within(0.0005));
        assertThat(bca.biasCorrection()).isCloseTo(0.146, within(0.04));
        assertThat(bca.interval().low()).isCloseTo(115.8, within(3.0));
        assertThat(bca.interval().high()).isCloseTo(259.6, within(5.0));
    }

    /** The limits come from another program of the same method: 120,000 resamples gave 0.333 and 0.942. */
    @Test
    void theCorrelationOfTheLawSchoolsHasTheIntervalOfAnotherProgram() {
        Bca bca = Bca.of(LSAT.length, BcaTest::correlation, 0.95, 20_000, 1);
        assertThat(bca.estimate()).isCloseTo(0.776, within(0.0005));
        assertThat(bca.interval().low()).isCloseTo(0.33, within(0.03));
        assertThat(bca.interval().high()).isCloseTo(0.94, within(0.01));
    }

    @Test
    void theSameSeedGivesTheSameIntervalAndAnotherOneNearlyTheSame() {
        Bca one = Bca.of(SPATIAL.length, BcaTest::variance, 0.95, Bca.RESAMPLES, 7);
        Bca two = Bca.of(SPATIAL.length, BcaTest::variance, 0.95, Bca.RESAMPLES, 8);
        assertThat(Bca.of(SPATIAL.length, BcaTest::variance, 0.95, Bca.RESAMPLES, 7))
                .isEqualTo(one);
        assertThat(two).isNotEqualTo(one);
        assertThat(two.interval().width())
                .isCloseTo(one.interval().width(), within(0.1 * one.interval().width()));
    }

    /** Bits, not digits: the same on every JDK. */
    @Test
    void theIntervalIsTheSameToTheLastBitEverywhere() {
        Bca bca = Bca.of(LSAT.length, BcaTest::correlation, 0.95, 999, 42);
        assertThat(Long.toHexString(Double.doubleToLongBits(bca.interval().low())))
                .isEqualTo("3fd57c187aa77bdc");
        assertThat(Long.toHexString(Double.doubleToLongBits(bca.interval().high())))
                .isEqualTo("3fee3c328358574d");
    }

    @Test
    void whatDoesNotVaryHasAnIntervalOfOneValue() {
        Bca bca = Bca.of(12, chosen -> 0.25, 0.95, 500, 1);
        assertThat(bca.interval()).isEqualTo(new Interval(0.25, 0.25));
        assertThat(bca.acceleration()).isZero();
    }

    /** The bootstrap of ten is too short: what is said of 95 % holds for 90, and for less where one tail is long. */
    @Test
    void nineInTenIntervalsFromTenObservationsHoldTheTruth() {
        assertThat(coverage(10, 0.1)).isBetween(0.87, 0.94);
        assertThat(coverage(10, 1.0)).isBetween(0.77, 0.87);
    }

    @Test
    void nearlyAllIntervalsFromThirtyObservationsHoldTheTruth() {
        assertThat(coverage(30, 0.25)).isBetween(0.90, 0.97);
    }

    /** The share of 95 % intervals of the mean of log-normal observations that hold the mean. */
    private static double coverage(int n, double sigma) {
        Random random = new Random(5);
        double truth = Math.exp(sigma * sigma / 2);
        int held = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            double[] values = new double[n];
            Arrays.setAll(values, i -> Math.exp(sigma * random.nextGaussian()));
            held += Bca.of(n, chosen -> mean(values, chosen), 0.95, 999, run)
                            .interval()
                            .contains(truth)
                    ? 1
                    : 0;
        }
        return held / (double) runs;
    }

    private static double mean(double[] values, int[] chosen) {
        double sum = 0;
        for (int i : chosen) {
            sum += values[i];
        }
        return sum / chosen.length;
    }

    private static double variance(int[] chosen) {
        double mean = mean(SPATIAL, chosen);
        double squares = 0;
        for (int i : chosen) {
            squares += (SPATIAL[i] - mean) * (SPATIAL[i] - mean);
        }
        return squares / chosen.length;
    }

    private static double correlation(int[] chosen) {
        double x = mean(LSAT, chosen);
        double y = mean(GPA, chosen);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i : chosen) {
            xx += (LSAT[i] - x) * (LSAT[i] - x);
            yy += (GPA[i] - y) * (GPA[i] - y);
            xy += (LSAT[i] - x) * (GPA[i] - y);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
