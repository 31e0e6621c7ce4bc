package io.plimsoll.simulator.statistics;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Holm's correction of several tests that are looked at together (S. Holm, "A simple sequentially rejective multiple test
 * procedure", Scandinavian Journal of Statistics 6, 1979): whoever believes every difference whose adjusted probability is
 * below 5 % is wrong about any of them in at most 5 of 100 such families, however the tests depend on each other.
 */
public final class Holm {

    private Holm() {}

    /** The adjusted probabilities of one family, in the order given. O(n log n). */
    public static double[] adjusted(double[] probabilities) {
        Integer[] order = new Integer[probabilities.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> probabilities[i]));
        double[] adjusted = new double[probabilities.length];
        double least = 0;
        for (int rank = 0; rank < order.length; rank++) {
            least = Math.max(least, (order.length - rank) * probabilities[order[rank]]);
            adjusted[order[rank]] = Math.min(1, least);
        }
        return adjusted;
    }
}
