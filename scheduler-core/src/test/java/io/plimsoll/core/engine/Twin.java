package io.plimsoll.core.engine;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.oracle.Oracle;
import io.plimsoll.core.oracle.OraclePolicy;
import io.plimsoll.core.oracle.Verdict;
import io.plimsoll.core.oracle.World;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.Totals;
import io.plimsoll.core.state.Trial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A cluster with its scheduler, and a world with its oracle, to which the same happens. Throws when they differ. */
final class Twin {

    private final Cluster cluster;
    private final Scheduler scheduler;
    private final Oracle oracle;
    private World world = new World();
    private final Deque<OpenTrial> trials = new ArrayDeque<>();
    private final List<String> decisions = new ArrayList<>();

    private record OpenTrial(Trial trial, World worldBefore, Oracle.State oracleBefore, boolean ofScheduler) {}

    Twin(Cluster cluster, Scheduler scheduler, OraclePolicy policy, long seed) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.oracle = new Oracle(policy, seed);
    }

    World world() {
        return world;
    }

    Cluster cluster() {
        return cluster;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    int addNode(NodeSpec spec) {
        int slot = cluster.addNode(spec);
        Difference.unlessEqual("slot of a new node", slot, world.lowestFreeSlot());
        world.put(slot, spec);
        return slot;
    }

    /** Takes the node's pods off and the node away. */
    void removeNode(int slot) {
        world.podsOn(slot).forEach(this::unbind);
        cluster.removeNode(slot);
        world.removeNode(slot);
    }

    void describeNode(int slot, NodeSpec spec) {
        cluster.describeNode(slot, spec);
        world.put(slot, spec);
    }

    void setUnschedulable(int slot, boolean unschedulable) {
        cluster.setUnschedulable(slot, unschedulable);
        world.put(slot, cluster.nodes().spec(slot));
    }

    int addPod(PodSpec spec) {
        int pod = cluster.addPod(spec);
        Difference.unless(!world.pods().containsKey(pod), "number of a new pod", pod, "not in use");
        world.addPod(pod, spec);
        return pod;
    }

    void removePod(int pod) {
        cluster.removePod(pod);
        world.removePod(pod);
    }

    void bind(int pod, int slot, long devices) {
        cluster.bind(pod, slot, devices);
        world.bind(pod, slot, devices);
    }

    void unbind(int pod) {
        cluster.unbind(pod);
        world.unbind(pod);
    }

    /** Decides for a waiting pod and puts it there. */
    void schedule(int pod) {
        PodSpec spec = cluster.pods().spec(pod);
        Verdict verdict = oracle.decide(world, spec);
        int slot = scheduler.schedule(pod);
        compare(spec, slot, verdict);
        if (slot >= 0) {
            world.bind(pod, slot, verdict.devices());
            Difference.unlessEqual("node of a placed pod", cluster.pods().node(pod), slot);
            Difference.unlessEqual("devices of a placed pod", cluster.pods().devices(pod), verdict.devices());
        }
    }

    /** Decides, with the reasons if there is no node, and places nothing. */
    int decide(PodSpec spec) {
        PodClass podClass = cluster.podClasses().of(spec);
        Verdict verdict = oracle.decide(world, spec);
        if (verdict.slot() < 0) {
            compareDecision(scheduler.decision(podClass), verdict);
            if (!cluster.inTrial()) {
                compareRefusals(podClass);
            }
        }
        int slot = scheduler.decide(podClass);
        compare(spec, slot, verdict);
        return slot;
    }

    /** What the indexes count is what the scheduler says when it looks at every node. */
    private void compareRefusals(PodClass podClass) {
        SortedMap<String, Integer> reasons = new TreeMap<>();
        scheduler.refusals(podClass, (reason, nodes) -> reasons.merge(reason, nodes, Integer::sum));
        Decision.Unschedulable refused = (Decision.Unschedulable) scheduler.decision(podClass);
        Difference.unlessEqual("refusals of " + podClass, reasons, refused.reasons());
    }

    void explain(PodSpec spec) {
        Verdict verdict = oracle.look(world, spec);
        Explanation explanation = scheduler.explain(spec);
        compareDecision(explanation.decision(), verdict);
        List<Verdict.NodeVerdict> reports = new ArrayList<>();
        for (Explanation.NodeReport report : explanation.nodes()) {
            List<Verdict.Objection> objections = new ArrayList<>();
            report.objections()
                    .forEach(against ->
                            objections.add(new Verdict.Objection(against.filter(), sorted(against.reasons()))));
            List<Verdict.Score> scores = new ArrayList<>();
            report.scores()
                    .forEach(score -> scores.add(new Verdict.Score(score.scorer(), score.score(), score.weighted())));
            int slot = cluster.nodes().find(report.node());
            reports.add(new Verdict.NodeVerdict(slot, report.node(), objections, scores, report.total()));
        }
        List<Verdict.NodeVerdict> expected = new ArrayList<>();
        for (Verdict.NodeVerdict node : verdict.nodes()) {
            List<Verdict.Objection> objections = new ArrayList<>();
            node.objections()
                    .forEach(against ->
                            objections.add(new Verdict.Objection(against.filter(), sorted(against.reasons()))));
            expected.add(new Verdict.NodeVerdict(node.slot(), node.node(), objections, node.scores(), node.total()));
        }
        Difference.unlessEqual("explanation", spec, reports, expected);
    }

    void openTrial(boolean ofScheduler) {
        Trial trial = ofScheduler ? scheduler.openTrial() : cluster.openTrial();
        trials.push(new OpenTrial(trial, world.copy(), oracle.state(), ofScheduler));
    }

    void closeTrial() {
        OpenTrial closing = trials.pop();
        closing.trial().close();
        world = closing.worldBefore();
        if (closing.ofScheduler()) {
            oracle.restore(closing.oracleBefore());
        }
    }

    /** Compares the sums over the cluster, and the places of all pods. */
    void compareTotals() {
        Totals totals = cluster.totals();
        Difference.unlessEqual("number of nodes", totals.nodes(), world.nodes().size());
        int bound = 0;
        long devices = 0;
        long used = 0;
        TreeSet<Integer> occupied = new TreeSet<>();
        for (int pod : world.pods().keySet()) {
            World.Seat seat = world.seat(pod);
            Difference.unlessEqual(
                    "node of a pod",
                    cluster.pods().spec(pod),
                    cluster.pods().node(pod),
                    seat == null ? -1 : seat.slot());
            if (seat != null) {
                PodSpec spec = cluster.pods().spec(pod);
                bound++;
                used += spec.requests().cpuMilli();
                devices += spec.devices().totalMilli();
                occupied.add(seat.slot());
            }
        }
        Difference.unlessEqual("bound pods", totals.boundPods(), bound);
        Difference.unlessEqual("used CPU", totals.used(0), used);
        Difference.unlessEqual("used devices", totals.deviceUsedMilli(), devices);
        int empty = world.nodes().size() - occupied.size();
        Difference.unlessEqual("empty nodes", totals.emptyNodes(), empty);
    }

    /** Every decision made outside of trials, in order. */
    List<String> decisions() {
        return decisions;
    }

    private void compare(PodSpec spec, int slot, Verdict verdict) {
        if (trials.isEmpty()) {
            decisions.add(slot + " " + scheduler.devices());
        }
        Difference.unlessEqual("node", spec, slot, verdict.slot());
        Difference.unlessEqual("devices", spec, scheduler.devices(), verdict.devices());
    }

    private void compareDecision(Decision decision, Verdict verdict) {
        if (decision instanceof Decision.Bound bound) {
            long devices = 0;
            for (int device : bound.devices()) {
                devices |= 1L << device;
            }
            Difference.unlessEqual("decided node", cluster.nodes().find(bound.node()), verdict.slot());
            Difference.unlessEqual("decided devices", devices, verdict.devices());
        } else if (decision instanceof Decision.Unschedulable unschedulable) {
            Difference.unless(verdict.slot() < 0, "decision", decision, verdict);
            Difference.unlessEqual("reasons", unschedulable.reasons(), verdict.reasons());
            Difference.unlessEqual(
                    "number of nodes", unschedulable.nodes(), world.nodes().size());
        }
    }

    private static List<String> sorted(List<String> reasons) {
        return List.copyOf(new TreeSet<>(reasons));
    }
}
