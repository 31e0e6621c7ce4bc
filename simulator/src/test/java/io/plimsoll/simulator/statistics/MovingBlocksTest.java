package io.plimsoll.simulator.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MovingBlocksTest {

    @Test
    void neighboursThatResembleEachOtherAreDrawnTogether() {
        assertThat(MovingBlocks.of(autoregressive(0, 1_000, new Random(3)), 0.95, 1)
                        .blockLength())
                .isBetween(1, 4);
        assertThat(MovingBlocks.of(autoregressive(0.9, 1_000, new Random(3)), 0.95, 1)
                        .blockLength())
                .isBetween(15, 80);
    }

    /** The standard error of the mean is that of independent samples times the root of (1 + 0.8) / (1 - 0.8), three. */
    @Test
    void intervalsAreAsLongAsTheSeriesRequires() {
        MovingBlocks blocks = MovingBlocks.of(autoregressive(0.8, 20_000, new Random(4)), 0.95, 1);
        double expected = 2 * 1.96 / (1 - 0.8) / Math.sqrt(20_000);
        assertThat(blocks.interval().width()).isBetween(0.85 * expected, 1.15 * expected);
    }

    @Test
    void nineInTenIntervalsHoldTheTruth() {
        Random random = new Random(6);
        int held = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            held += MovingBlocks.of(autoregressive(0.6, 500, random), 0.95, run)
                            .interval()
                            .contains(0)
                    ? 1
                    : 0;
        }
        assertThat(held / (double) runs).isBetween(0.87, 0.98);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        double[] series = autoregressive(0.5, 300, new Random(7));
        assertThat(MovingBlocks.of(series, 0.95, 9)).isEqualTo(MovingBlocks.of(series, 0.95, 9));
        assertThat(MovingBlocks.of(series, 0.95, 10)).isNotEqualTo(MovingBlocks.of(series, 0.95, 9));
    }

    @Test
    void aConstantAndATrendDoNoHarm() {
        double[] constant = new double[100];
        Arrays.fill(constant, 0.1);
        assertThat(MovingBlocks.of(constant, 0.95, 1)).isEqualTo(new MovingBlocks(1, new Interval(0.1, 0.1)));
        double[] trend = new double[100];
        Arrays.setAll(trend, i -> i);
        MovingBlocks blocks = MovingBlocks.of(trend, 0.95, 1);
        assertThat(blocks.blockLength()).isLessThanOrEqualTo(30);
        assertThat(blocks.interval().contains(49.5)).isTrue();
    }

    private static double[] autoregressive(double memory, int n, Random random) {
        double[] series = new double[n];
        double value = random.nextGaussian() / Math.sqrt(1 - memory * memory);
        for (int i = 0; i < n; i++) {
            series[i] = value;
            value = memory * value + random.nextGaussian();
        }
        return series;
    }
}
