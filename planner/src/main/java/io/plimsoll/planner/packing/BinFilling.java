package io.plimsoll.planner.packing;

import java.util.Arrays;

/**
 * Bin after bin: of the items that fit, the one goes in whose sizes are most like what is still free, by the dot product of both, each dimension
 * as scarce as it is (Panigrahy, Talwar, Uyeda, Wieder: "Heuristics for vector bin packing", 2011). Packs otherwise than first fit
 * decreasing does, which is what a search that began there is short of.
 */
final class BinFilling {

    private static final int NONE = -1;

    private BinFilling() {}

    /** The bin of each item; the bins are numbered from 0. O(items^2 x dimensions). */
    static int[] pack(Items items) {
        int dimensions = items.dimensions;
        int[] binOf = new int[items.count];
        Arrays.fill(binOf, NONE);
        int left = items.count;
        long[] free = new long[dimensions];
        for (int bin = 0; left > 0; bin++) {
            System.arraycopy(items.capacity, 0, free, 0, dimensions);
            for (int item = next(items, binOf, free); item != NONE; item = next(items, binOf, free)) {
                binOf[item] = bin;
                left--;
                for (int d = 0; d < dimensions; d++) {
                    free[d] -= items.size[item * dimensions + d];
                }
            }
        }
        return binOf;
    }

    private static int next(Items items, int[] binOf, long[] free) {
        int best = NONE;
        double most = Double.NEGATIVE_INFINITY;
        for (int item = 0; item < items.count; item++) {
            if (binOf[item] != NONE) {
                continue;
            }
            double score = score(items, item, free);
            if (score > most) {
                most = score;
                best = item;
            }
        }
        return best;
    }

    /** How well an item fits into what is free; least of all when it does not. */
    private static double score(Items items, int item, long[] free) {
        double score = 0;
        for (int d = 0; d < free.length; d++) {
            long size = items.size[item * free.length + d];
            if (size > free[d]) {
                return Double.NEGATIVE_INFINITY;
            }
            score += items.importance[d] * size * free[d] / Math.max(1, items.capacity[d]);
        }
        return score;
    }
}
