package io.plimsoll.simulator.record;

import java.util.List;

/**
 * How full groups of nodes were over time. Immutable. Made by {@link HeatMapBuilder}.
 *
 * <p>Nodes are grouped by their order in the trace, time is cut into buckets of equal length; the last bucket may be
 * shorter.
 */
public final class HeatMap {

    private final String resource;
    private final List<String> groups;
    private final int nodesPerGroup;
    private final long bucketMillis;
    private final int buckets;
    private final float[] shares;

    /** Takes the array over: {@code shares} holds group after group, -1 where a group had no capacity. */
    HeatMap(String resource, List<String> groups, int nodesPerGroup, long bucketMillis, int buckets, float[] shares) {
        this.resource = resource;
        this.groups = List.copyOf(groups);
        this.nodesPerGroup = nodesPerGroup;
        this.bucketMillis = bucketMillis;
        this.buckets = buckets;
        this.shares = shares;
    }

    /** The resource shown, for example {@code gpu}. */
    public String resource() {
        return resource;
    }

    /** For every group the names of its nodes: one name, or the first and the last. */
    public List<String> groups() {
        return groups;
    }

    /** How many nodes a group has; the last one may have fewer. */
    public int nodesPerGroup() {
        return nodesPerGroup;
    }

    /** Length of a bucket of time, the first one starting at 0. */
    public long bucketMillis() {
        return bucketMillis;
    }

    /** Number of buckets of time. */
    public int buckets() {
        return buckets;
    }

    /** The mean allocated share, 0..1, of that group in that bucket, or -1 when it had no capacity in it. */
    public float share(int group, int bucket) {
        return shares[group * buckets + bucket];
    }
}
