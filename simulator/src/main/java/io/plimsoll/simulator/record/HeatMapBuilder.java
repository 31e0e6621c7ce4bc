package io.plimsoll.simulator.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Integrates the allocation of every node over time into at most {@link #MAX_GROUPS} groups of neighbouring nodes and
 * {@link #MAX_BUCKETS} buckets of time. Neither the number of nodes nor the length of the run need be known: when one grows
 * beyond the map, neighbours are merged in pairs. Not thread-safe. A change costs O(1) and allocates nothing (O(map) when
 * it merges, which happens a logarithmic number of times).
 */
public final class HeatMapBuilder {

    public static final int MAX_GROUPS = 120;
    public static final int MAX_BUCKETS = 160;

    private final String resource;
    /** By bucket and group: what changes at about the same time lies together. */
    private final double[] allocatedTime = new double[MAX_GROUPS * MAX_BUCKETS];

    private final double[] capacityTime = new double[MAX_GROUPS * MAX_BUCKETS];
    private final long[] allocated = new long[MAX_GROUPS];
    private final long[] capacity = new long[MAX_GROUPS];
    /** Up to when the integrals go. */
    private final long[] allocatedSince = new long[MAX_GROUPS];

    private final long[] capacitySince = new long[MAX_GROUPS];
    /** A power of two. */
    private int nodesPerGroup = 1;

    private long bucketMillis;
    /** The bucket that was added to last and where it starts: the next change is nearly always in it, too. */
    private int bucket;

    private long bucketStart;
    private int nodes;

    /**
     * @param resource the resource shown, {@code gpu} or {@code cpu}
     * @param bucketMillis length of the first buckets of time
     * @throws IllegalArgumentException when the length is not positive
     */
    public HeatMapBuilder(String resource, long bucketMillis) {
        Require.that(
                bucketMillis > 0,
                "The bucket length (" + bucketMillis + ") of the heat map must be positive.",
                "it was computed from a trace of no length.");
        this.resource = resource;
        this.bucketMillis = bucketMillis;
    }

    /**
     * A node changed.
     *
     * @param node its place in the order of the trace, 0 for the first
     * @param timeMillis when; never earlier than at the call before
     * @param capacityChange how much its capacity grew or shrank
     * @param allocatedChange how much more or less of it is allocated
     */
    public void change(int node, long timeMillis, long capacityChange, long allocatedChange) {
        while (node >= MAX_GROUPS * nodesPerGroup) {
            mergeGroups(timeMillis);
        }
        nodes = Math.max(nodes, node + 1);
        int group = node >>> Integer.numberOfTrailingZeros(nodesPerGroup);
        if (allocatedChange != 0) {
            advance(group, timeMillis, allocated, allocatedSince, allocatedTime);
            allocated[group] += allocatedChange;
        }
        if (capacityChange != 0) {
            advance(group, timeMillis, capacity, capacitySince, capacityTime);
            capacity[group] += capacityChange;
        }
    }

    /** The map up to that time. Nothing may change afterwards. */
    public HeatMap finish(long endMillis, IntFunction<String> nodeName) {
        int groups = (nodes + nodesPerGroup - 1) / nodesPerGroup;
        List<String> names = new ArrayList<>(groups);
        for (int group = 0; group < groups; group++) {
            advance(group, endMillis);
            int first = group * nodesPerGroup;
            int last = Math.min(first + nodesPerGroup, nodes) - 1;
            names.add(
                    first == last ? nodeName.apply(first) : nodeName.apply(first) + " \u2026 " + nodeName.apply(last));
        }
        int buckets = (int) ((endMillis + bucketMillis - 1) / bucketMillis);
        float[] shares = new float[groups * buckets];
        for (int group = 0; group < groups; group++) {
            for (int bucket = 0; bucket < buckets; bucket++) {
                int cell = cell(group, bucket);
                shares[group * buckets + bucket] =
                        capacityTime[cell] > 0 ? (float) (allocatedTime[cell] / capacityTime[cell]) : -1;
            }
        }
        return new HeatMap(resource, names, nodesPerGroup, bucketMillis, buckets, shares);
    }

    private void advance(int group, long untilMillis) {
        advance(group, untilMillis, allocated, allocatedSince, allocatedTime);
        advance(group, untilMillis, capacity, capacitySince, capacityTime);
    }

    private void advance(int group, long untilMillis, long[] amounts, long[] since, double[] integrals) {
        while (untilMillis > MAX_BUCKETS * bucketMillis) {
            mergeBuckets();
        }
        long from = since[group];
        while (from < untilMillis) {
            if (from < bucketStart || from >= bucketStart + bucketMillis) {
                bucket = (int) (from / bucketMillis);
                bucketStart = bucket * bucketMillis;
            }
            long until = Math.min(untilMillis, bucketStart + bucketMillis);
            integrals[cell(group, bucket)] += (double) amounts[group] * (until - from);
            from = until;
        }
        since[group] = untilMillis;
    }

    private void mergeBuckets() {
        for (int group = 0; group < MAX_GROUPS; group++) {
            mergeBuckets(allocatedTime, group);
            mergeBuckets(capacityTime, group);
        }
        bucketMillis *= 2;
        bucket = 0;
        bucketStart = 0;
    }

    private static void mergeBuckets(double[] cells, int group) {
        for (int bucket = 0; bucket < MAX_BUCKETS / 2; bucket++) {
            cells[cell(group, bucket)] = cells[cell(group, 2 * bucket)] + cells[cell(group, 2 * bucket + 1)];
        }
        for (int bucket = MAX_BUCKETS / 2; bucket < MAX_BUCKETS; bucket++) {
            cells[cell(group, bucket)] = 0;
        }
    }

    private void mergeGroups(long timeMillis) {
        for (int group = 0; group < MAX_GROUPS; group++) {
            advance(group, timeMillis);
        }
        for (int group = 0; group < MAX_GROUPS; group++) {
            boolean merged = group < MAX_GROUPS / 2;
            allocated[group] = merged ? allocated[2 * group] + allocated[2 * group + 1] : 0;
            capacity[group] = merged ? capacity[2 * group] + capacity[2 * group + 1] : 0;
            for (int bucket = 0; bucket < MAX_BUCKETS; bucket++) {
                mergeCell(allocatedTime, group, bucket, merged);
                mergeCell(capacityTime, group, bucket, merged);
            }
        }
        nodesPerGroup *= 2;
    }

    private static void mergeCell(double[] cells, int group, int bucket, boolean merged) {
        cells[cell(group, bucket)] = merged ? cells[cell(2 * group, bucket)] + cells[cell(2 * group + 1, bucket)] : 0;
    }

    private static int cell(int group, int bucket) {
        return bucket * MAX_GROUPS + group;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        state.reals(allocatedTime);
        state.reals(capacityTime);
        for (int group = 0; group < MAX_GROUPS; group++) {
            allocated[group] = state.number(allocated[group]);
            capacity[group] = state.number(capacity[group]);
            allocatedSince[group] = state.number(allocatedSince[group]);
            capacitySince[group] = state.number(capacitySince[group]);
        }
        nodesPerGroup = state.small(nodesPerGroup);
        bucketMillis = state.number(bucketMillis);
        nodes = state.small(nodes);
    }
}
