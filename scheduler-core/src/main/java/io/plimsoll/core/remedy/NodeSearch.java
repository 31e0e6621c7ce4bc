package io.plimsoll.core.remedy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.remedy.ClusterChange.MoreNodes;
import io.plimsoll.core.remedy.ClusterChange.Uncordoned;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Changes of nodes that may help: more of a kind that is there already, or one that takes new pods again. */
final class NodeSearch {

    private static final String HOST_NAME = "kubernetes.io/hostname";
    private static final Comparator<MoreNodes> SMALLEST_FIRST = Comparator.comparingLong(
                    (MoreNodes change) -> change.node().allocatable().cpuMilli())
            .thenComparingLong(change -> change.node().allocatable().memoryBytes())
            .thenComparingInt(change -> change.node().devices().size());

    private NodeSearch() {}

    /** Nodes that would take new pods again, in slot order. O(nodes). */
    static List<Uncordoned> uncordoned(Cluster cluster) {
        NodeTable nodes = cluster.nodes();
        List<Uncordoned> changes = new ArrayList<>();
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.exists(node) && nodes.unschedulable(node)) {
                changes.add(new Uncordoned(nodes.name(node)));
            }
        }
        return changes;
    }

    /**
     * More nodes of each kind, the smallest first; nodes that differ in name and images only are one kind. O(nodes).
     *
     * @param count how many more
     */
    static List<MoreNodes> more(Cluster cluster, int count) {
        NodeTable nodes = cluster.nodes();
        List<String> names = unusedNames(nodes, count);
        Map<NodeSpec, MoreNodes> kinds = new LinkedHashMap<>();
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.exists(node)) {
                NodeSpec like = nodes.spec(node);
                kinds.computeIfAbsent(
                        copy(like, names.get(0)),
                        kind -> new MoreNodes(
                                names.stream().map(name -> copy(like, name)).toList(), like.name()));
            }
        }
        List<MoreNodes> changes = new ArrayList<>(kinds.values());
        changes.sort(SMALLEST_FIRST);
        return changes;
    }

    /** The first so many of these nodes. */
    static MoreNodes first(MoreNodes change, int count) {
        return new MoreNodes(change.nodes().subList(0, count), change.like());
    }

    private static List<String> unusedNames(NodeTable nodes, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; names.size() < count; i++) {
            String name = i == 1 ? "one-more-node" : "one-more-node-" + i;
            if (nodes.find(name) < 0) {
                names.add(name);
            }
        }
        return names;
    }

    /** The node without pods, images and cordon, under a name that no node has. */
    private static NodeSpec copy(NodeSpec node, String name) {
        TreeMap<String, String> labels = new TreeMap<>(node.labels());
        labels.replace(HOST_NAME, name);
        return node.withName(name).withLabels(labels).withImages(Map.of()).withUnschedulable(false);
    }
}
