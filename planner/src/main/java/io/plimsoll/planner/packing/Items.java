package io.plimsoll.planner.packing;

import java.util.ArrayList;
import java.util.List;

/**
 * The items of a problem with one type of bin, one by one, in columns. Items of a kind stand together, in the order of the
 * kinds. A weight says how much of a bin an item takes, over all dimensions: each dimension counts as much as its whole
 * demand fills bins, so that scarce ones count most.
 */
final class Items {

    /** The weight of an item that fills every dimension of a bin. */
    static final int WHOLE = 1 << 24;

    final int count;
    final int dimensions;
    final long[] capacity;
    /** Sizes, item by item. */
    final long[] size;
    /** Weights, item by item. */
    final int[] weight;
    /** Kinds, item by item. */
    final int[] kind;
    /** Per dimension, what a unit of it weighs; a whole bin weighs 1. */
    final double[] importance;

    Items(PackingProblem problem, int type) {
        count = problem.itemCount();
        dimensions = problem.dimensions();
        capacity = new long[dimensions];
        size = new long[count * dimensions];
        weight = new int[count];
        kind = new int[count];
        for (int dimension = 0; dimension < dimensions; dimension++) {
            capacity[dimension] = problem.capacity(type, dimension);
        }
        importance = importance(problem);
        int item = 0;
        for (int k = 0; k < problem.items().size(); k++) {
            double share = 0;
            for (int dimension = 0; dimension < dimensions; dimension++) {
                share += importance[dimension] * problem.size(k, dimension);
            }
            for (int i = 0; i < problem.items().get(k).count(); i++) {
                for (int dimension = 0; dimension < dimensions; dimension++) {
                    size[item * dimensions + dimension] = problem.size(k, dimension);
                }
                weight[item] = (int) Math.max(1, share * WHOLE);
                kind[item++] = k;
            }
        }
    }

    private double[] importance(PackingProblem problem) {
        double[] units = new double[dimensions];
        double sum = 0;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            double demand = 0;
            for (int k = 0; k < problem.items().size(); k++) {
                demand += (double) problem.size(k, dimension)
                        * problem.items().get(k).count();
            }
            units[dimension] = capacity[dimension] == 0 ? 0 : Math.max(0, demand / capacity[dimension]);
            sum += units[dimension];
        }
        for (int dimension = 0; dimension < dimensions; dimension++) {
            units[dimension] = sum == 0 || capacity[dimension] == 0 ? 0 : units[dimension] / sum / capacity[dimension];
        }
        return units;
    }

    /** Puts bins of items into words of the problem. */
    Packing packing(PackingProblem problem, int type, int[] binOf, int bins) {
        List<List<Integer>> contents = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            contents.add(new ArrayList<>());
        }
        for (int item = 0; item < count; item++) {
            contents.get(binOf[item]).add(kind[item]);
        }
        Packing.Builder packing = new Packing.Builder(problem);
        contents.forEach(content -> packing.add(type, content));
        return packing.build();
    }
}
