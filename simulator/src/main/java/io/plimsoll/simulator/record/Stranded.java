package io.plimsoll.simulator.record;

import java.util.List;

/**
 * Capacity that is free and of no use: the pods that mostly arrive and ask for it do not fit where it is, for want of
 * something else. For each such pod the free amount of every node that cannot take it counts, weighted by how often it
 * arrives; so this is the share of the capacity that a typical next pod finds free and out of reach. Looked at with every
 * other sample of the series.
 *
 * @param share as a share of the capacity of the moment
 * @param causes what the nodes lacked, and how much each accounts for on average; largest first, none of nothing
 */
public record Stranded(Level share, List<Cause> causes) {

    /** Nothing is stranded. */
    public static final Stranded NOTHING = new Stranded(Level.ZERO, List.of());

    /** @throws IllegalArgumentException when a share is above 1 */
    public Stranded {
        Require.share("peak share of stranded capacity", share.peak());
        causes = List.copyOf(causes);
    }

    /**
     * What stands in the way.
     *
     * @param name the resource of which the nodes had least in proportion to the pod; {@code cordon} where a node takes
     *     no pods at all; {@code other} for a resource that is not measured
     * @param mean the share of the capacity that is stranded for it, on average over time
     */
    public record Cause(String name, double mean) {}
}
