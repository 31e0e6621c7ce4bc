package io.plimsoll.planner.survive;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.planner.cluster.KindRules;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.PodKinds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which nodes are alike: described alike but for their names, the same pods but for their names on them, and open to the same
 * pods. Whether a placement exists does not change when nodes that are alike change places.
 */
final class NodeLikeness {

    private static final String HOST_NAME = "kubernetes.io/hostname";

    private NodeLikeness() {}

    /** By node, a number that is equal exactly for nodes that are alike. O(nodes x kinds + pods). */
    static long[] of(PlanCluster plan, PodKinds kinds, KindRules rules) {
        List<List<List<Long>>> pods = new ArrayList<>();
        for (int node = 0; node < plan.nodes().size(); node++) {
            pods.add(new ArrayList<>());
        }
        for (int pod = 0; pod < plan.pods().size(); pod++) {
            PlanPod one = plan.pods().get(pod);
            if (one.isBound()) {
                pods.get(one.node())
                        .add(List.of((long) kinds.held(pod), (long) kinds.wanted(pod), one.devices(), fate(one)));
            }
        }
        Map<List<Object>, Long> known = new HashMap<>();
        long[] likeness = new long[plan.nodes().size()];
        for (int node = 0; node < likeness.length; node++) {
            List<List<Long>> there = pods.get(node);
            there.sort((a, b) -> {
                for (int i = 0; i < a.size(); i++) {
                    int order = Long.compare(a.get(i), b.get(i));
                    if (order != 0) {
                        return order;
                    }
                }
                return 0;
            });
            List<Object> all = List.of(shape(plan.nodes().get(node)), there, openTo(node, kinds, rules));
            likeness[node] = known.computeIfAbsent(all, key -> (long) known.size());
        }
        return likeness;
    }

    private static long fate(PlanPod pod) {
        return switch (pod.fate()) {
            case PLACED_AGAIN -> 0;
            case WITH_ITS_NODE -> 1;
            case LEAVING -> 2;
        };
    }

    /** A node but for its name. */
    static NodeSpec shape(NodeSpec node) {
        SortedMap<String, String> labels = new TreeMap<>(node.labels());
        labels.remove(HOST_NAME);
        return node.withName("any").withLabels(labels);
    }

    private static BitSet openTo(int node, PodKinds kinds, KindRules rules) {
        BitSet open = new BitSet();
        for (int kind = 0; kind < kinds.count(); kind++) {
            open.set(kind, rules.of(kind).mayRun(node));
        }
        return open;
    }
}
