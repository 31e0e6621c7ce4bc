package io.plimsoll.simulator.compare;

import java.util.Arrays;

/**
 * How much of a node each resource is worth, for a lower bound of the nodes that a load needs. Whatever the weights, a load
 * worth so much needs at least so many nodes, less what nodes that are worth more than one give beyond it: the dual of the
 * linear program that takes the fewest nodes, and parts of nodes, which together offer all that is used. At the weights that
 * solve it the bound is that program's value. (V. Chvátal, "Linear Programming", 1983, chapter 5; solved by the simplex
 * method with Dantzig's rule.) Immutable.
 */
final class ResourceWeights {

    private static final double TINY = 1e-9;
    private static final int MOST_PIVOTS = 500;
    /** Sums of a few thousand products are wrong by less. */
    private static final double ROUNDING = 1e-6;

    private final double[] weights;
    private final double beyond;

    /**
     * @param offers what a node of each kind offers of each resource
     * @param counts how many nodes there are of each kind
     */
    private ResourceWeights(double[] weights, double[][] offers, int[] counts) {
        this.weights = weights;
        double sum = 0;
        for (int kind = 0; kind < offers.length; kind++) {
            sum += counts[kind] * Math.max(0, worth(weights, offers[kind]) - 1);
        }
        beyond = sum;
    }

    /** The weights that are best for what is used now. O(kinds² x pivots), of which there are few more than resources. */
    static ResourceWeights best(double[][] offers, int[] counts, double[] used) {
        int resources = used.length;
        double[] largest = new double[resources];
        for (double[] offer : offers) {
            for (int r = 0; r < resources; r++) {
                largest[r] = Math.max(largest[r], offer[r]);
            }
        }
        double[][] rows = tableau(offers, counts, used, largest);
        int[] basis = new int[offers.length];
        Arrays.setAll(basis, kind -> resources + offers.length + kind);
        for (int pivots = 0; pivots < MOST_PIVOTS && pivot(rows, basis); pivots++) {
            // One after the other.
        }
        double[] weights = new double[resources];
        for (int row = 0; row < basis.length; row++) {
            if (basis[row] < resources) {
                double[] values = rows[row];
                weights[basis[row]] = Math.max(0, values[values.length - 1] / largest[basis[row]]);
            }
        }
        return new ResourceWeights(weights, offers, counts);
    }

    /** No packing of pods that use so much together takes fewer nodes. */
    int fewest(double[] used) {
        return (int) Math.ceil(worth(weights, used) - beyond - ROUNDING);
    }

    private static double worth(double[] weights, double[] amounts) {
        double sum = 0;
        for (int r = 0; r < weights.length; r++) {
            sum += weights[r] * amounts[r];
        }
        return sum;
    }

    /** A row per kind, worth - beyond + slack = 1, and one for the objective; resources by their largest offer. */
    private static double[][] tableau(double[][] offers, int[] counts, double[] used, double[] largest) {
        int kinds = offers.length;
        int resources = used.length;
        double[][] rows = new double[kinds + 1][resources + 2 * kinds + 1];
        for (int r = 0; r < resources; r++) {
            for (int kind = 0; kind < kinds; kind++) {
                rows[kind][r] = largest[r] == 0 ? 0 : offers[kind][r] / largest[r];
            }
            rows[kinds][r] = largest[r] == 0 ? 0 : used[r] / largest[r];
        }
        for (int kind = 0; kind < kinds; kind++) {
            rows[kind][resources + kind] = -1;
            rows[kind][resources + kinds + kind] = 1;
            rows[kind][resources + 2 * kinds] = 1;
            rows[kinds][resources + kind] = -counts[kind];
        }
        return rows;
    }

    /** One step of the simplex method; whether there was one to take. */
    private static boolean pivot(double[][] rows, int[] basis) {
        double[] objective = rows[basis.length];
        int last = objective.length - 1;
        int entering = -1;
        for (int column = 0; column < last; column++) {
            if (objective[column] > TINY && (entering < 0 || objective[column] > objective[entering])) {
                entering = column;
            }
        }
        int leaving = -1;
        for (int row = 0; entering >= 0 && row < basis.length; row++) {
            if (rows[row][entering] > TINY
                    && (leaving < 0
                            || rows[row][last] / rows[row][entering] < rows[leaving][last] / rows[leaving][entering])) {
                leaving = row;
            }
        }
        if (leaving < 0) {
            return false;
        }
        basis[leaving] = entering;
        double[] pivotRow = rows[leaving];
        double by = pivotRow[entering];
        for (int column = 0; column <= last; column++) {
            pivotRow[column] /= by;
        }
        for (double[] row : rows) {
            double times = row[entering];
            for (int column = 0; row != pivotRow && times != 0 && column <= last; column++) {
                row[column] -= times * pivotRow[column];
            }
        }
        return true;
    }
}
