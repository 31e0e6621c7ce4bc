package io.plimsoll.planner.packing;

import java.util.BitSet;
import java.util.List;

/**
 * Items that must all go into bins; the bins that are used should cost as little as possible. In a bin the sizes sum up to at
 * most the capacity, in every dimension. Immutable.
 *
 * <p>What is no amount becomes one: of items with a size of 1 in a dimension of capacity 1 no two share a bin, and an item
 * with a size there does not go into bins with capacity 0.
 */
public final class PackingProblem {

    private final List<ItemKind> items;
    private final List<BinType> bins;
    private final long[][] sizes;
    private final long[][] capacities;
    private final int itemCount;
    private final List<BitSet> allowed;

    /**
     * A problem.
     *
     * @param items what must be packed, kinds in any order, at least one
     * @param bins what it may be packed into, at least one type
     * @throws IllegalArgumentException when one of them has another number of dimensions
     * @throws ArithmeticException when there are more than two billion items
     */
    public PackingProblem(List<ItemKind> items, List<BinType> bins) {
        this(items, bins, List.of());
    }

    /**
     * A problem in which not every item may go into every bin.
     *
     * @param allowed per kind of item, the types of bins that it may go into; empty when all may go anywhere
     */
    public PackingProblem(List<ItemKind> items, List<BinType> bins, List<BitSet> allowed) {
        if (items.isEmpty() || bins.isEmpty()) {
            throw new IllegalArgumentException(
                    "The items (%d kinds) and bins (%d types) of a packing problem must be at least one each.%n"
                                    .formatted(items.size(), bins.size())
                            + "Maybe there is nothing to decide.");
        }
        this.items = List.copyOf(items);
        this.bins = List.copyOf(bins);
        sizes = new long[items.size()][];
        capacities = new long[bins.size()][];
        int dimensions = bins.get(0).capacities().size();
        int count = 0;
        for (int kind = 0; kind < sizes.length; kind++) {
            sizes[kind] = columns(items.get(kind).sizes(), dimensions);
            count = Math.addExact(count, items.get(kind).count());
        }
        for (int type = 0; type < capacities.length; type++) {
            capacities[type] = columns(bins.get(type).capacities(), dimensions);
        }
        itemCount = count;
        this.allowed = allowed.stream().map(types -> (BitSet) types.clone()).toList();
    }

    private static long[] columns(List<Long> amounts, int dimensions) {
        if (amounts.size() != dimensions) {
            throw new IllegalArgumentException(
                    "The amounts (%d) of an item or a bin must be %d, as those of the first bin.%n"
                                    .formatted(amounts.size(), dimensions)
                            + "Maybe a resource that nothing asks for was left out.");
        }
        return amounts.stream().mapToLong(Long::longValue).toArray();
    }

    /** How many sizes an item and capacities a bin has. */
    public int dimensions() {
        return capacities[0].length;
    }

    /** The kinds of items. */
    public List<ItemKind> items() {
        return items;
    }

    /** The types of bins. */
    public List<BinType> bins() {
        return bins;
    }

    /** How many items there are, over all kinds. */
    public int itemCount() {
        return itemCount;
    }

    /** The size of an item of a kind in a dimension. O(1). */
    public long size(int kind, int dimension) {
        return sizes[kind][dimension];
    }

    /** The capacity of a bin of a type in a dimension. O(1). */
    public long capacity(int type, int dimension) {
        return capacities[type][dimension];
    }

    /** Per kind the types that it may go into; empty when all may go anywhere. */
    List<BitSet> allowed() {
        return allowed;
    }

    /** Whether an item of a kind may go into an empty bin of a type. A negative size never hinders. O(dimensions). */
    public boolean fits(int kind, int type) {
        if (!allowed.isEmpty() && !allowed.get(kind).get(type)) {
            return false;
        }
        long[] size = sizes[kind];
        long[] capacity = capacities[type];
        for (int dimension = 0; dimension < size.length; dimension++) {
            if (size[dimension] > capacity[dimension]) {
                return false;
            }
        }
        return true;
    }
}
