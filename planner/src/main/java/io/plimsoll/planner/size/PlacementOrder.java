package io.plimsoll.planner.size;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.planner.cluster.PlanPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds an order in which pods can come to where they are meant to be, each fitting when it comes: what spreads comes to its zones in turn,
 * what wants to be near others after them. One pass after the other takes those that fit by then, in the given order.
 */
final class PlacementOrder {

    private final SizedCluster cluster;
    private final Map<String, PlanPod> waiting = new HashMap<>();

    private PlacementOrder(SizeQuestion question, List<NodeSpec> nodes) {
        cluster = SizedCluster.of(question, nodes);
        cluster.waiting.forEach(pod -> waiting.put(pod.fullName(), pod));
    }

    /** The placements in such an order; null when none was found. O(passes x pods x filters). */
    static @Nullable List<SizeAnswer.Placement> of(
            SizeQuestion question, List<NodeSpec> nodes, List<SizeAnswer.Placement> placements) {
        PlacementOrder order = new PlacementOrder(question, nodes);
        List<SizeAnswer.Placement> sequence = new ArrayList<>();
        List<SizeAnswer.Placement> left = placements;
        while (!left.isEmpty()) {
            List<SizeAnswer.Placement> later = new ArrayList<>();
            for (SizeAnswer.Placement placement : left) {
                (order.place(placement) ? sequence : later).add(placement);
            }
            if (later.size() == left.size()) {
                return null;
            }
            left = later;
        }
        return sequence;
    }

    private boolean place(SizeAnswer.Placement placement) {
        Cluster core = cluster.core;
        PlanPod pod = Objects.requireNonNull(waiting.get(placement.pod()), "pods of a plan wait in its cluster");
        PodClass podClass = core.decidedClass(pod.wanted());
        int slot = core.nodes().find(placement.node());
        if (!cluster.fits(podClass, slot, cluster.profile(pod))) {
            return false;
        }
        core.bind(core.addPod(pod.wanted()), slot, placement.devices());
        return true;
    }
}
