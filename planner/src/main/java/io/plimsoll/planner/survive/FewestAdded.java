package io.plimsoll.planner.survive;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.planner.cluster.KindRules;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PodKinds;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * How many nodes must be added at least, of whatever kind a cluster has, so that pods find a place: resource by resource, so
 * many of the roomiest as hold what the pods ask for beyond what is free.
 */
final class FewestAdded {

    private final KindRules rules;
    private final PodKinds kinds;
    private final PlanCluster plan;
    private final Cluster core;

    FewestAdded(KindRules rules, PodKinds kinds, PlanCluster plan, Cluster core) {
        this.rules = rules;
        this.kinds = kinds;
        this.plan = plan;
        this.core = core;
    }

    /** For pods, given as positions, on the nodes that are there now. O(resources x (kinds + nodes)). */
    int of(List<Integer> evicted) {
        SortedMap<Integer, Integer> counts = LeastWaiting.counts(kinds, evicted);
        NodeTable nodes = core.nodes();
        int bound = 0;
        for (int d = -1; d < core.dimensions().count(); d++) {
            long missing = 0;
            for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
                missing += LeastWaiting.asks(rules.podClass(entry.getKey()), d) * entry.getValue();
            }
            for (int node = 0; node < nodes.slots() && missing > 0; node++) {
                if (nodes.exists(node)) {
                    missing -= Math.max(0, d < 0 ? nodes.deviceFreeTotal(node) : nodes.free(d, node));
                }
            }
            if (missing > 0) {
                long largest = largest(d);
                bound = largest == 0 ? bound : (int) Math.max(bound, (missing + largest - 1) / largest);
            }
        }
        return bound;
    }

    private long largest(int dimension) {
        long largest = 0;
        for (NodeSpec node : plan.nodes()) {
            largest = Math.max(largest, offers(node, dimension));
        }
        return largest;
    }

    private long offers(NodeSpec node, int dimension) {
        return switch (dimension) {
            case -1 ->
                node.devices().stream()
                        .mapToLong(device -> device.capacityMilli())
                        .sum();
            case Dimensions.CPU -> node.allocatable().cpuMilli();
            case Dimensions.MEMORY -> node.allocatable().memoryBytes();
            case Dimensions.EPHEMERAL_STORAGE -> node.allocatable().ephemeralStorageBytes();
            case Dimensions.PODS -> node.allocatable().pods();
            default ->
                node.allocatable().scalars().getOrDefault(core.dimensions().name(dimension), 0L);
        };
    }
}
