package io.plimsoll.planner.cluster;

import io.plimsoll.core.model.NodeSpec;
import java.util.List;
import java.util.TreeSet;

/** Where nodes are, by the labels that clouds give them. Immutable. */
public final class Zones {

    /** The label of a node's zone. */
    public static final String ZONE = "topology.kubernetes.io/zone";

    /** The labels that say in which zone a node is, today's first. */
    public static final List<String> ZONE_LABELS = List.of(ZONE, "failure-domain.beta.kubernetes.io/zone");

    /** The labels that say in which rack a node is. */
    public static final List<String> RACK_LABELS = List.of("topology.kubernetes.io/rack", "rack");

    /** The labels that say of which pool of like nodes a node is. */
    public static final List<String> POOL_LABELS = List.of(
            "karpenter.sh/nodepool",
            "cloud.google.com/gke-nodepool",
            "eks.amazonaws.com/nodegroup",
            "kubernetes.azure.com/agentpool",
            "agentpool",
            "node-pool");

    private final List<String> names;
    private final int[] zones;

    private Zones(List<NodeSpec> nodes) {
        names = List.copyOf(new TreeSet<>(nodes.stream().map(Zones::of).toList()));
        zones = nodes.stream().mapToInt(node -> names.indexOf(of(node))).toArray();
    }

    /** The zones of a cluster's nodes. */
    public static Zones of(List<NodeSpec> nodes) {
        return new Zones(nodes);
    }

    /** Their names, sorted; an empty one when there are nodes without a zone. */
    public List<String> names() {
        return names;
    }

    /** The position of a node's zone in {@link #names()}. */
    public int of(int node) {
        return zones[node];
    }

    /** The zone of a node; empty when it is in none. */
    public static String of(NodeSpec node) {
        return value(node, ZONE_LABELS);
    }

    /** The value of the first of the labels that a node has; empty when it has none. */
    public static String value(NodeSpec node, List<String> labels) {
        for (String label : labels) {
            String value = node.labels().get(label);
            if (value != null) {
                return value;
            }
        }
        return "";
    }
}
