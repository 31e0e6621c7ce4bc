package io.plimsoll.core.remedy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.remedy.ClusterChange.OneMoreNode;
import io.plimsoll.core.remedy.ClusterChange.Uncordoned;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Changes of nodes that help: one more of a kind that is there already, or one that takes new pods again. */
final class NodeSearch {

    private static final String HOST_NAME = "kubernetes.io/hostname";
    private static final Comparator<OneMoreNode> SMALLEST_FIRST = Comparator.comparingLong(
                    (OneMoreNode change) -> change.node().allocatable().cpuMilli())
            .thenComparingLong(change -> change.node().allocatable().memoryBytes())
            .thenComparingInt(change -> change.node().devices().size());

    private final Places places;
    private final PodSpec pod;

    NodeSearch(Places places, PodSpec pod) {
        this.places = places;
        this.pod = pod;
    }

    /** Nodes that would help if they took new pods, in slot order. O(nodes). */
    List<Uncordoned> uncordoned() {
        NodeTable nodes = places.cluster.nodes();
        List<Uncordoned> helpful = new ArrayList<>();
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.exists(node) && nodes.unschedulable(node)) {
                Uncordoned change = new Uncordoned(nodes.name(node));
                if (places.fitsAfter(change, pod)) {
                    helpful.add(change);
                }
            }
        }
        return helpful;
    }

    /** One more node of each kind that helps, the smallest first; nodes that differ in name and images only are one kind. */
    List<OneMoreNode> oneMore() {
        NodeTable nodes = places.cluster.nodes();
        Map<NodeSpec, OneMoreNode> kinds = new LinkedHashMap<>();
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.exists(node)) {
                NodeSpec copy = copy(nodes.spec(node));
                kinds.putIfAbsent(copy, new OneMoreNode(copy, nodes.name(node)));
            }
        }
        List<OneMoreNode> helpful = new ArrayList<>(kinds.values());
        helpful.removeIf(change -> !takes(change));
        helpful.sort(SMALLEST_FIRST);
        return helpful;
    }

    /** Whether the new node itself takes the pod. */
    private boolean takes(OneMoreNode change) {
        try (Trial trial = places.scheduler.openTrial()) {
            change.applyTo(places.cluster);
            return places.scheduler.fits(
                    places.cluster.decidedClass(pod),
                    pod.priority(),
                    places.cluster.nodes().find(change.node().name()));
        }
    }

    /** The node without pods, images and cordon, under a name that no node has. */
    private NodeSpec copy(NodeSpec node) {
        String name = "one-more-node";
        for (int i = 2; places.cluster.nodes().find(name) >= 0; i++) {
            name = "one-more-node-" + i;
        }
        TreeMap<String, String> labels = new TreeMap<>(node.labels());
        labels.replace(HOST_NAME, name);
        return node.withName(name).withLabels(labels).withImages(Map.of()).withUnschedulable(false);
    }
}
