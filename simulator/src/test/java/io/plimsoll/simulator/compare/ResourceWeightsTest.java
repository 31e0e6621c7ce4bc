package io.plimsoll.simulator.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ResourceWeightsTest {

    /** Two nodes of 8 cores, two of 4 cores and 4 GPUs. */
    private static final double[][] OFFERS = {{8, 0}, {4, 4}};

    private static final int[] COUNTS = {2, 2};

    @Test
    void resourcesThatAreNeededAtOnceTakeMoreNodesThanEachByItself() {
        // Both nodes with GPUs for 8 GPUs, and 12 more cores are one and a half of the others: 3.5, so 4. Alone: 3 and
        // 2.
        assertThat(fewest(20, 8)).isEqualTo(4);
        assertThat(fewest(12, 4)).isEqualTo(2);
        assertThat(fewest(17, 0)).isEqualTo(3);
        assertThat(fewest(0, 5)).isEqualTo(2);
        assertThat(fewest(0, 0)).isZero();
    }

    @Test
    void weightsOfAnotherLoadStillGiveALowerBound() {
        ResourceWeights weights = ResourceWeights.best(OFFERS, COUNTS, new double[] {20, 8});
        assertThat(weights.fewest(new double[] {12, 4})).isLessThanOrEqualTo(2);
        assertThat(weights.fewest(new double[] {0, 0})).isLessThanOrEqualTo(0);
    }

    /** All ways to take nodes are tried: the bound is never above the best of them, and less than a node per kind below. */
    @Test
    void noChoiceOfNodesBeatsTheBound() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            int kinds = 1 + random.nextInt(3);
            double[][] offers = new double[kinds][3];
            int[] counts = new int[kinds];
            double[] total = new double[3];
            for (int k = 0; k < kinds; k++) {
                counts[k] = 1 + random.nextInt(4);
                for (int r = 0; r < 3; r++) {
                    offers[k][r] = random.nextInt(3) == 0 ? 0 : (1 + random.nextInt(9)) * (r == 2 ? 1e9 : 1);
                    total[r] += counts[k] * offers[k][r];
                }
            }
            double[] used = new double[3];
            for (int r = 0; r < 3; r++) {
                used[r] = Math.floor(total[r] * random.nextDouble());
            }
            int bound = ResourceWeights.best(offers, counts, used).fewest(used);
            int best = cheapest(offers, counts, used, 0);
            assertThat(bound).as("round %d", round).isBetween(best - kinds, best);
        }
    }

    private static int cheapest(double[][] offers, int[] counts, double[] used, int kind) {
        if (kind == offers.length) {
            return used[0] <= 0 && used[1] <= 0 && used[2] <= 0 ? 0 : 1_000;
        }
        int best = 1_000;
        double[] left = used.clone();
        for (int taken = 0; taken <= counts[kind]; taken++) {
            best = Math.min(best, taken + cheapest(offers, counts, left, kind + 1));
            for (int r = 0; r < left.length; r++) {
                left[r] -= offers[kind][r];
            }
        }
        return best;
    }

    private static int fewest(double cores, double gpus) {
        double[] used = {cores, gpus};
        return ResourceWeights.best(OFFERS, COUNTS, used).fewest(used);
    }
}
