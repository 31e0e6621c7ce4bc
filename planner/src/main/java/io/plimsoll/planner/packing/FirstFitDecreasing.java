package io.plimsoll.planner.packing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * First fit decreasing: the largest item goes first, each into the first bin with room. Largest is measured in several ways
 * (Panigrahy, Talwar, Uyeda, Wieder: "Heuristics for vector bin packing", 2011, compares them).
 */
enum FirstFitDecreasing {
    /** By the largest share of a bin in any dimension. */
    LARGEST {
        @Override
        double measure(double[] shares) {
            return Arrays.stream(shares).max().orElse(0);
        }
    },
    /** By the sum of the shares. */
    SUM {
        @Override
        double measure(double[] shares) {
            return Arrays.stream(shares).sum();
        }
    },
    /** By the sum of their squares. */
    SQUARES {
        @Override
        double measure(double[] shares) {
            return Arrays.stream(shares).map(share -> share * share).sum();
        }
    };

    abstract double measure(double[] shares);

    /** The bin of each item; the bins are numbered from 0. O(items x bins). */
    int[] pack(Items items) {
        double[] measures = new double[items.count];
        double[] shares = new double[items.dimensions];
        for (int item = 0; item < items.count; item++) {
            for (int d = 0; d < shares.length; d++) {
                shares[d] =
                        items.capacity[d] == 0 ? 0 : (double) items.size[item * shares.length + d] / items.capacity[d];
            }
            measures[item] = measure(shares);
        }
        int[] order = IntStream.range(0, items.count)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -measures[item]))
                .mapToInt(Integer::intValue)
                .toArray();
        return inOrder(items, order);
    }

    /** First fit in a given order. */
    static int[] inOrder(Items items, int[] order) {
        int dimensions = items.dimensions;
        int[] binOf = new int[items.count];
        long[] free = new long[items.count * dimensions];
        int bins = 0;
        for (int item : order) {
            int bin = 0;
            while (bin < bins && !fits(items, item, free, bin)) {
                bin++;
            }
            if (bin == bins) {
                System.arraycopy(items.capacity, 0, free, bins++ * dimensions, dimensions);
            }
            for (int d = 0; d < dimensions; d++) {
                free[bin * dimensions + d] -= items.size[item * dimensions + d];
            }
            binOf[item] = bin;
        }
        return binOf;
    }

    private static boolean fits(Items items, int item, long[] free, int bin) {
        int at = bin * items.dimensions;
        int from = item * items.dimensions;
        for (int d = 0; d < items.dimensions; d++) {
            if (items.size[from + d] > free[at + d]) {
                return false;
            }
        }
        return true;
    }
}
