package io.plimsoll.planner.size;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.kubernetes.cluster.PendingPod;
import io.plimsoll.kubernetes.config.CoreProfile;
import io.plimsoll.kubernetes.config.SchedulerProfile;
import io.plimsoll.planner.cluster.Assumption;
import io.plimsoll.planner.cluster.PlainCheck;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.RefusedPlanException;
import io.plimsoll.planner.cluster.SnapshotCluster;
import io.plimsoll.simulator.engine.PlacementRun;
import io.plimsoll.simulator.record.RunObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Places a plan again: a new cluster with the new nodes is made from the objects, as if they were bought; then every pod goes to its node by
 * {@link PlainCheck}. Knows nothing of how the plan was found.
 */
final class SizeCheck {

    private final SizedCluster cluster;
    private final SizeQuestion question;
    private final List<PendingPod> placedDaemons = new ArrayList<>();
    private final Set<String> newNodes = new HashSet<>();

    private SizeCheck(SizeQuestion question, List<NodeSpec> nodes) {
        this.question = question;
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
        for (PendingPod daemon : cluster.daemons) {
            int slot = cluster.slotOf(daemon);
            if (cluster.fits(core.decidedClass(daemon.spec()), slot, cluster.profile(daemon))) {
                check.place(core.addPod(daemon.spec()), slot, 0, cluster.profile(daemon));
                placedDaemons.add(daemon);
            }
        }
        Map<String, PendingPod> waiting = new HashMap<>();
        cluster.waiting.forEach(pod -> waiting.put(pod.fullName(), pod));
        for (SizeAnswer.Placement placement : placements) {
            @Nullable PendingPod pod = waiting.remove(placement.pod());
            int slot = core.nodes().find(placement.node());
            if (pod == null || slot < 0) {
                throw new RefusedPlanException(placement.pod(), placement.node(), "one of them is not in the cluster");
            }
            check.place(core.addPod(pod.spec()), slot, 0, cluster.profile(pod));
        }
        if (!waiting.isEmpty()) {
            throw new RefusedPlanException(
                    cluster.waiting.stream()
                            .map(PendingPod::fullName)
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
        for (PendingPod daemon : placedDaemons) {
            pods += newNodes.contains(cluster.core.nodes().name(cluster.slotOf(daemon))) ? 1 : 0;
        }
        return pods;
    }

    /** The cluster as it would be, with what is assumed. */
    PlanCluster cluster(String name, List<SizeAnswer.Placement> placements, List<Assumption> notes) {
        PlanCluster read = SnapshotCluster.of(name, cluster.snapshot, null);
        Map<String, Integer> nodes = new HashMap<>();
        for (int i = 0; i < read.nodes().size(); i++) {
            nodes.put(read.nodes().get(i).name(), i);
        }
        Map<String, String> places = new HashMap<>();
        placements.forEach(placement -> places.put(placement.pod(), placement.node()));
        placedDaemons.forEach(
                pod -> places.put(pod.fullName(), cluster.core.nodes().name(cluster.slotOf(pod))));
        List<PlanPod> pods = new ArrayList<>();
        for (PlanPod pod : read.pods()) {
            @Nullable
            String node =
                    places.get(pod.wanted().namespace() + "/" + pod.wanted().name());
            pods.add(
                    node == null
                            ? pod
                            : new PlanPod(
                                    pod.held(),
                                    pod.wanted(),
                                    pod.scheduler(),
                                    pod.owner(),
                                    Objects.requireNonNull(nodes.get(node)),
                                    0,
                                    pod.fate()));
        }
        List<Assumption> all = new ArrayList<>(notes);
        if (placedDaemons.size() < cluster.daemons.size()) {
            all.add(Assumption.read(
                    "%d pods of DaemonSets do not fit on their nodes, since others have their ports or room."
                            .formatted(cluster.daemons.size() - placedDaemons.size())));
        }
        all.addAll(read.assumptions());
        return new PlanCluster(name, read.nodes(), pods, read.objects(), read.budgets(), all);
    }

    /** How many pods wait when the schedulers place them as they would by themselves. */
    int waitingAlone() {
        Map<String, Profile> profiles = new LinkedHashMap<>();
        for (SchedulerProfile profile : question.config().profiles()) {
            profiles.put(profile.schedulerName(), CoreProfile.of(profile));
        }
        PlacementRun run = new PlacementRun(
                cluster.snapshot.known(), cluster.snapshot.nodes(), profiles, question.seed(), new RunObserver() {});
        cluster.snapshot.bound().forEach(pod -> run.bound(pod.spec(), pod.node()));
        placedDaemons.forEach(pod -> run.bound(pod.spec(), cluster.core.nodes().name(cluster.slotOf(pod))));
        Map<String, Integer> numbers = new HashMap<>();
        cluster.waiting.forEach(pod -> numbers.put(pod.fullName(), run.place(pod.spec(), pod.scheduler())));
        run.finish();
        return (int) numbers.values().stream()
                .filter(number -> run.node(number).isEmpty())
                .count();
    }
}
