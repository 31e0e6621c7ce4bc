package io.plimsoll.planner.headroom;

import java.util.List;

/**
 * How many more pods of one template fit.
 *
 * @param template the template
 * @param asks what such a pod asks for, in words
 * @param exact whether the number follows from the nodes alone, whatever the order and the scores: then it is the bound,
 *     too; otherwise it is what the cluster's scheduler places one by one until none fits
 * @param pods how many more fit
 * @param bound no placement has more
 * @param pooled how many more if all that is free on nodes where such pods may run were on one node; at least the bound
 *     when every rule looks at single nodes
 * @param zones by zone, sorted by name
 * @param limits what runs out, the one that stops most nodes first
 * @param perNode how many more on each node, by position
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record TemplateRoom(
        Template template,
        String asks,
        boolean exact,
        long pods,
        long bound,
        long pooled,
        List<ZoneRoom> zones,
        List<Limit> limits,
        long[] perNode) {

    /** Copies its lists. */
    public TemplateRoom {
        zones = List.copyOf(zones);
        limits = List.copyOf(limits);
    }

    /**
     * A zone.
     *
     * @param zone its name; empty for nodes without one
     * @param nodes how many nodes are in it
     * @param pods how many more pods fit there
     */
    public record ZoneRoom(String zone, int nodes, long pods) {}

    /**
     * Why nodes take no more pods.
     *
     * @param reason in the words of the event of a pod that fits nowhere
     * @param nodes how many nodes
     * @param full how many of them take some of these pods first
     * @param pods how many more pods those take together
     * @param examples names of the first nodes
     */
    public record Limit(String reason, int nodes, int full, long pods, List<String> examples) {

        /** Copies its list. */
        public Limit {
            examples = List.copyOf(examples);
        }
    }
}
