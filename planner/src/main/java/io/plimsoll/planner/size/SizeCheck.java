package io.plimsoll.planner.size;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.planner.cluster.Assumption;
import io.plimsoll.planner.cluster.PlainCheck;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.RefusedPlanException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Places a plan again: a new cluster with the new nodes is made from what was read, as if they were bought; then every pod goes to its node
 * by {@link PlainCheck}. Knows nothing of how the plan was found.
 */
final class SizeCheck {

    private final SizedCluster cluster;
    private final SizeQuestion question;
    private final List<NodeSpec> nodes;
    private final Set<String> newNodes = new HashSet<>();
    /** The pods that got a node, by their full names: where they are. */
    private final Map<String, SizeAnswer.Placement> places = new HashMap<>();

    private final List<PlanPod> placedDaemons = new ArrayList<>();

    private SizeCheck(SizeQuestion question, List<NodeSpec> nodes) {
        this.question = question;
        this.nodes = nodes;
        cluster = SizedCluster.withoutDaemons(question, nodes);
        nodes.forEach(node -> newNodes.add(node.name()));
    }

    /**
     * Checks a plan.
     *
     * @throws RefusedPlanException when a pod does not fit where it is meant to go, or has no place
     */
    static SizeCheck of(SizeQuestion question, List<SizeAnswer.NewNode> nodes, List<SizeAnswer.Placement> placements) {
        SizeCheck check = new SizeCheck(
                question, nodes.stream().map(SizeAnswer.NewNode::node).toList());
        check.place(placements);
        return check;
    }

    private void place(List<SizeAnswer.Placement> placements) {
        Cluster core = cluster.core;
        PlainCheck check = new PlainCheck(core);
        for (PlanPod daemon : cluster.daemons) {
            int slot = cluster.slotOf(daemon);
            PodClass podClass = core.decidedClass(daemon.wanted());
            if (cluster.fits(podClass, slot, cluster.profile(daemon))) {
                check.place(core.addPod(daemon.wanted()), slot, 0, cluster.profile(daemon));
                placedDaemons.add(daemon);
                places.put(
                        daemon.fullName(),
                        new SizeAnswer.Placement(daemon.fullName(), core.nodes().name(slot), 0));
            }
        }
        Map<String, PlanPod> waiting = new HashMap<>();
        cluster.waiting.forEach(pod -> waiting.put(pod.fullName(), pod));
        for (SizeAnswer.Placement placement : placements) {
            @Nullable PlanPod pod = waiting.remove(placement.pod());
            int slot = core.nodes().find(placement.node());
            if (pod == null || slot < 0) {
                throw new RefusedPlanException(placement.pod(), placement.node(), "one of them is not in the cluster");
            }
            check.place(core.addPod(pod.wanted()), slot, placement.devices(), cluster.profile(pod));
            places.put(pod.fullName(), placement);
        }
        if (!waiting.isEmpty()) {
            throw new RefusedPlanException(
                    cluster.waiting.stream()
                            .map(PlanPod::fullName)
                            .filter(waiting::containsKey)
                            .findFirst()
                            .orElse(""),
                    "none",
                    "the plan has no place for it");
        }
    }

    /** How many pods of DaemonSets are on the new nodes. */
    int newDaemonPods() {
        int pods = 0;
        for (PlanPod daemon : placedDaemons) {
            pods += newNodes.contains(cluster.core.nodes().name(cluster.slotOf(daemon))) ? 1 : 0;
        }
        return pods;
    }

    /** The cluster as it would be, with what is assumed. */
    PlanCluster cluster(List<Assumption> notes) {
        List<PlanPod> pods = new ArrayList<>();
        for (PlanPod pod : cluster.plan.pods()) {
            SizeAnswer.@Nullable Placement place = pod.isBound() ? null : places.get(pod.fullName());
            pods.add(place == null ? pod : pod.on(cluster.core.nodes().find(place.node()), place.devices()));
        }
        List<Assumption> more = new ArrayList<>(notes);
        if (placedDaemons.size() < cluster.daemons.size()) {
            more.add(Assumption.read(
                    "%d pods of DaemonSets do not fit on their nodes, since others have their ports or room."
                            .formatted(cluster.daemons.size() - placedDaemons.size())));
        }
        return cluster.plan.with(cluster.plan.nodes(), pods, more);
    }

    /** How many pods wait when the schedulers place them as they would by themselves. */
    int waitingAlone() {
        SizedCluster alone = SizedCluster.of(question, nodes);
        List<PodPlacer.Placed> pods = new ArrayList<>();
        alone.waiting.forEach(pod -> pods.add(new PodPlacer.Placed(pod, alone.core.addPod(pod.wanted()))));
        return new PodPlacer(alone, UnaryOperator.identity(), question.seed())
                .placeAll(pods, new ArrayList<>())
                .size();
    }
}
