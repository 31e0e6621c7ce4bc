package io.plimsoll.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class SigmoidPercentTest {

    private static final int STEPS = 3;

    @Test
    void theValueShouldBeThatOfTheDefinitionAroundEveryThreshold() {
        for (int k = 1; k <= SigmoidPercent.MAXIMUM; k++) {
            double threshold = threshold(k);
            double below = threshold;
            double above = threshold;
            for (int step = 0; step <= STEPS; step++) {
                assertEqual(below);
                assertEqual(above);
                below = Math.nextDown(below);
                above = Math.nextUp(above);
            }
        }
    }

    @Test
    void theValueShouldBeThatOfTheDefinitionForRandomDifferences() {
        Random random = Seed.random();
        for (int i = 0; i < 1_000_000; i++) {
            // From a fraction of a thousandth to more than all devices of any node.
            double difference = random.nextGaussian() * Math.pow(10, random.nextInt(9) - 2);
            if (SigmoidPercent.of(difference) != SigmoidPercent.plain(difference)) {
                assertEqual(difference);
            }
        }
    }

    @Test
    void noDifferenceShouldBeFiftyAndTheEndsShouldBeReached() {
        assertThat(SigmoidPercent.of(0)).isEqualTo(50);
        assertThat(SigmoidPercent.of(-0.0)).isEqualTo(50);
        assertThat(SigmoidPercent.of(-1e6)).isZero();
        assertThat(SigmoidPercent.of(1e6)).isEqualTo(100);
        // 100 / (1 + exp(-1)) = 73.1, 100 / (1 + exp(0.5)) = 37.7
        assertThat(SigmoidPercent.of(1000)).isEqualTo(73);
        assertThat(SigmoidPercent.of(-500)).isEqualTo(37);
    }

    /** The smallest difference of value {@code k}, by bisection from scratch. */
    private static double threshold(int k) {
        double low = -1e6;
        double high = 1e6;
        while (Math.nextUp(low) < high) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (SigmoidPercent.plain(middle) >= k) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static void assertEqual(double difference) {
        assertThat(SigmoidPercent.of(difference))
                .as("difference %s, %s", difference, Seed.hint())
                .isEqualTo(SigmoidPercent.plain(difference));
    }
}
