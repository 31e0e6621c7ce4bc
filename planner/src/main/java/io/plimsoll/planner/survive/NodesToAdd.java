package io.plimsoll.planner.survive;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodTemplate;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.PodKinds;
import io.plimsoll.planner.cluster.Replica;
import io.plimsoll.planner.survive.SurviveAnswer.Addition;
import io.plimsoll.planner.survive.SurviveAnswer.Like;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How few nodes like those that a cluster has must be added so that a failure leaves no pod waiting. Kind after kind of node
 * is added of which one takes most of the pods that wait; then as many are taken away again as can be spared. What is left is
 * enough, and is checked; that it is the fewest is not proven, so a bound stands beside it. Nodes that are added carry the pods
 * of DaemonSets of the node that they are like.
 */
final class NodesToAdd {

    private static final String HOST_NAME = "kubernetes.io/hostname";
    /** Kinds of nodes that are tried at most: those that stand first. */
    private static final int MOST_SHAPES = 64;

    private static final int MOST_ROUNDS = 12;
    /** Pods that are placed at most to find what can be spared. */
    private static final long MOST_PLACEMENTS = 300_000;

    private final PlanCluster plan;
    private final PodKinds kinds;
    private final OutageTrial trial;
    private final Replica replica;
    private final Cluster core;
    private final PodTemplate[] templates;
    private final FewestAdded bound;
    /** A node of each kind of nodes, by position. */
    private final int[] shapes;

    private final List<Integer> added = new ArrayList<>();
    private final List<Integer> daemons = new ArrayList<>();
    private long placements;

    NodesToAdd(OutageJudge judge, PlanCluster plan, PodKinds kinds) {
        this.plan = plan;
        this.kinds = kinds;
        this.trial = judge.trial();
        this.replica = trial.replica();
        this.core = replica.core();
        this.templates = kinds.templates(core);
        this.bound = new FewestAdded(judge.rules(), kinds, plan, core);
        Map<NodeSpec, Integer> byShape = new LinkedHashMap<>();
        for (int node = 0; node < plan.nodes().size(); node++) {
            byShape.putIfAbsent(NodeLikeness.shape(plan.nodes().get(node)), node);
        }
        shapes = byShape.values().stream()
                .limit(MOST_SHAPES)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** What to add for a failure; no nodes when no nodes that were tried are enough. */
    Addition forOutage(Outage outage) {
        trial.begin(outage);
        try {
            int least = Math.max(1, bound.of(trial.evicted()));
            boolean[] usable = usable(outage);
            int[] counts = new int[shapes.length];
            placements = 0;
            boolean enough = false;
            // With more nodes the scheduler spreads pods in another way, and others may wait: then these get nodes,
            // too.
            for (int round = 0; round < MOST_ROUNDS && !enough; round++) {
                if (!grow(counts, usable)) {
                    break;
                }
                enough = isEnough(counts);
            }
            if (!enough) {
                return new Addition(outage, List.of(), least);
            }
            for (int shape = 0; shape < counts.length; shape++) {
                spare(counts, shape);
            }
            List<Like> like = new ArrayList<>();
            for (int shape = 0; shape < counts.length; shape++) {
                if (counts[shape] > 0) {
                    like.add(new Like(
                            counts[shape], plan.nodes().get(shapes[shape]).name()));
                }
            }
            return new Addition(outage, like, least);
        } finally {
            trial.end();
        }
    }

    /** Nodes are added where none failed; for a single node in its own place, too. */
    private boolean[] usable(Outage outage) {
        boolean[] usable = new boolean[shapes.length];
        for (int shape = 0; shape < shapes.length; shape++) {
            usable[shape] = true;
            for (int node : outage.nodes()) {
                usable[shape] &= node != shapes[shape] || outage.nodes().length == 1;
            }
        }
        return usable;
    }

    /** Adds kinds of nodes until no pod waits; whether that could be done. */
    private boolean grow(int[] counts, boolean[] usable) {
        replica.restart();
        for (int shape = 0; shape < counts.length; shape++) {
            add(shape, counts[shape]);
        }
        try {
            return growOn(counts, usable);
        } finally {
            trial.unplace();
            takeAway();
        }
    }

    private boolean growOn(int[] counts, boolean[] usable) {
        List<Integer> waiting = new ArrayList<>();
        for (int pod : trial.place()) {
            waiting.add(pod);
        }
        int most = 2 * plan.nodes().size();
        while (!waiting.isEmpty() && added.size() <= most) {
            int best = -1;
            int takes = 0;
            for (int shape = 0; shape < shapes.length; shape++) {
                int taken = usable[shape] ? takenByOne(shape, waiting) : 0;
                if (taken > takes) {
                    takes = taken;
                    best = shape;
                }
            }
            if (best < 0) {
                return false;
            }
            int more = Math.max(1, waiting.size() / takes / 2);
            add(best, more);
            counts[best] += more;
            waiting.removeIf(this::isPlaced);
        }
        return waiting.isEmpty();
    }

    private boolean isPlaced(int pod) {
        if (replica.place(pod) == Scheduler.UNSCHEDULABLE) {
            return false;
        }
        trial.placed().add(pod);
        return true;
    }

    /** How many of the pods find a node when one of a kind is added. */
    private int takenByOne(int shape, List<Integer> waiting) {
        int nodes = added.size();
        int pods = daemons.size();
        add(shape, 1);
        List<Integer> taken = new ArrayList<>();
        int failed = 0;
        for (int i = 0; i < waiting.size() && failed < waiting.size() / 2 + 8; i++) {
            if (replica.place(waiting.get(i)) == Scheduler.UNSCHEDULABLE) {
                failed++;
            } else {
                taken.add(waiting.get(i));
            }
        }
        for (int i = taken.size() - 1; i >= 0; i--) {
            replica.unplace(taken.get(i));
        }
        takeAway(nodes, pods);
        return taken.size();
    }

    /** As few of a kind as are enough beside the others. */
    private void spare(int[] counts, int shape) {
        int enough = counts[shape];
        int tooFew = -1;
        while (enough - tooFew > 1 && placements < MOST_PLACEMENTS) {
            counts[shape] = (enough + tooFew) >>> 1;
            if (isEnough(counts)) {
                enough = counts[shape];
            } else {
                tooFew = counts[shape];
            }
        }
        counts[shape] = enough;
    }

    /** Whether the scheduler places all pods from the beginning when these nodes are there, and the plan holds. */
    private boolean isEnough(int[] counts) {
        replica.restart();
        for (int shape = 0; shape < counts.length; shape++) {
            add(shape, counts[shape]);
        }
        boolean enough = trial.place().length == 0;
        if (enough) {
            trial.verify();
        }
        placements += trial.evicted().size();
        trial.unplace();
        takeAway();
        return enough;
    }

    private void add(int shape, int count) {
        // Nodes that failed come back to their slots, so what is added must stand behind all of them.
        List<Integer> fillers = new ArrayList<>();
        NodeTable nodes = core.nodes();
        int free = plan.nodes().size() + added.size() - nodes.count();
        for (int i = 0; i < free; i++) {
            fillers.add(core.addNode(NodeSpec.of("\u0000filler-" + i, Resources.NONE)));
        }
        NodeSpec like = plan.nodes().get(shapes[shape]);
        for (int i = 0; i < count; i++) {
            int slot = core.addNode(named(like, "\u0000added-" + added.size()));
            added.add(slot);
            for (int pod : trial.podsOn(shapes[shape])) {
                PlanPod one = plan.pods().get(pod);
                if (one.fate() == PlanPod.Fate.WITH_ITS_NODE) {
                    int number =
                            core.addPod(templates[kinds.held(pod)], one.held().name());
                    core.bind(number, slot, one.devices());
                    daemons.add(number);
                }
            }
        }
        fillers.forEach(core::removeNode);
    }

    private void takeAway() {
        takeAway(0, 0);
    }

    private void takeAway(int nodesLeft, int podsLeft) {
        for (int i = daemons.size() - 1; i >= podsLeft; i--) {
            core.removePod(daemons.remove(i));
        }
        for (int i = added.size() - 1; i >= nodesLeft; i--) {
            core.removeNode(added.remove(i));
        }
    }

    private static NodeSpec named(NodeSpec like, String name) {
        NodeSpec named = like.withName(name).withUnschedulable(false);
        if (!like.labels().containsKey(HOST_NAME)) {
            return named;
        }
        Map<String, String> labels = new TreeMap<>(like.labels());
        labels.put(HOST_NAME, name);
        return named.withLabels(labels);
    }
}
