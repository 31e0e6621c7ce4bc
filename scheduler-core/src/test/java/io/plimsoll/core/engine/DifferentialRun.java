package io.plimsoll.core.engine;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.oracle.World;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.ClusterAccess;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Drives one random cluster under one policy through random operations. Everything follows from the seed. */
final class DifferentialRun {

    private static final int REMEMBERED = 12;
    private static final int DEEPEST_TRIAL = 3;

    private final Random random;
    private final Workload workload;
    private final Twin twin;
    private final int fewNodes;
    private final Deque<String> history = new ArrayDeque<>();
    private final Trials trials;
    private int named;
    private int trialDepth;

    DifferentialRun(PolicyUnderTest policy, long seed) {
        this(policy, seed, Trials.OPENED);
    }

    DifferentialRun(PolicyUnderTest policy, long seed, Trials trials) {
        this.trials = trials;
        random = new Random(seed);
        workload = new Workload(random);
        Cluster cluster = ClusterAccess.withChangeLog(pick(List.of(8, 32, 1 << 16)));
        long indexBound = pick(List.of(64L, 256L, 1L << 26));
        // As it is by default, or with as many resources as there may be.
        int sharedDimensions = seed % 2 == 0 ? SharedStates.DEFAULT_DIMENSIONS : Integer.MAX_VALUE;
        Scheduler scheduler =
                new Scheduler(cluster, policy.profile().apply(workload), seed, indexBound, sharedDimensions);
        twin = new Twin(cluster, scheduler, policy.oracle().apply(workload), seed);
        fewNodes = pick(List.of(3, 8, 8, 20, 20, 40, 64, 90));
        for (int i = 0; i < fewNodes; i++) {
            twin.addNode(workload.node(newName("n")));
        }
    }

    /** What went wrong under a policy with a seed, or null. For callers that load this class by themselves. */
    static @Nullable String difference(String policy, long seed, int operations) {
        try {
            new DifferentialRun(PoliciesUnderTest.named(policy), seed).run(operations);
            return null;
        } catch (RuntimeException difference) {
            return difference.getMessage() + System.lineSeparator() + difference.getCause();
        }
    }

    /** Decides once for every kind of pod, so that all counters are registered. */
    void everyKindOnce() {
        workload.podKinds().forEach(twin::decide);
    }

    /** Does so many operations and compares after each; what differs comes with the last operations before it. */
    void run(int operations) {
        for (int i = 0; i < operations; i++) {
            try {
                step();
                if (chance(60)) {
                    PodSpec pod = workload.pod("probe");
                    note("decide for a probe");
                    twin.decide(pod);
                }
                if (i % 64 == 0) {
                    twin.compareTotals();
                }
            } catch (RuntimeException failure) {
                throw new IllegalStateException(
                        "Operation %d failed, after:%n  %s".formatted(i, String.join("\n  ", history)), failure);
            }
        }
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 40) {
            int pod = twin.addPod(workload.pod(newName("p")));
            note("schedule new pod " + pod);
            twin.schedule(pod);
        } else if (dice < 50) {
            scheduleWaiting();
        } else if (dice < 70) {
            takePodAway();
        } else if (dice < 74) {
            foreignBind();
        } else if (dice < 90) {
            changeNode();
        } else if (dice < 95) {
            note("explain");
            twin.explain(workload.pod("probe"));
        } else if (trialDepth < DEEPEST_TRIAL) {
            trial();
        }
    }

    /** What happens inside is drawn apart, so that a run without trials goes through the same outside of them. */
    private void trial() {
        long inside = random.nextLong();
        long after = random.nextLong();
        if (trials.opened()) {
            int namedBefore = named;
            random.setSeed(inside);
            fillTrial();
            named = namedBefore;
        }
        random.setSeed(after);
    }

    private void fillTrial() {
        boolean ofScheduler = trials.alwaysOfScheduler() || chance(70);
        List<String> before = trials.state(twin, ofScheduler);
        note("open trial");
        twin.openTrial(ofScheduler);
        trialDepth++;
        for (int i = random.nextInt(10); i >= 0; i--) {
            step();
            if (chance(50)) {
                twin.decide(workload.pod("probe"));
            }
        }
        trialDepth--;
        note("close trial");
        twin.closeTrial();
        Difference.unlessEqual("state after a trial", trials.state(twin, ofScheduler), before);
    }

    Twin twin() {
        return twin;
    }

    List<PodSpec> podKinds() {
        return workload.podKinds();
    }

    private void scheduleWaiting() {
        List<Integer> waiting = pods(false);
        if (!waiting.isEmpty()) {
            int pod = pick(waiting);
            note("schedule waiting pod " + pod);
            twin.schedule(pod);
        }
    }

    private void takePodAway() {
        List<Integer> candidates = pods(chance(75));
        // What waits for long is in the way of nothing but the test's speed.
        for (int i = candidates.size() > 40 ? 8 : 1; i > 0 && !candidates.isEmpty(); i--) {
            int pod = candidates.remove(random.nextInt(candidates.size()));
            if (twin.world().seat(pod) != null && chance(30)) {
                note("unbind pod " + pod);
                twin.unbind(pod);
            } else {
                note("remove pod " + pod);
                twin.removePod(pod);
            }
        }
    }

    /** Somebody else places a pod, whether it fits or not. */
    private void foreignBind() {
        List<Integer> waiting = pods(false);
        if (waiting.isEmpty() || twin.world().nodes().isEmpty()) {
            return;
        }
        int pod = pick(waiting);
        int slot = anyNode();
        int wanted = podSpec(pod).devices().count();
        int devices = nodeSpec(slot).devices().size();
        if (wanted <= devices) {
            long bits = 0;
            while (Long.bitCount(bits) < wanted) {
                bits |= 1L << random.nextInt(devices);
            }
            note("bind pod " + pod + " to " + slot + " by force");
            twin.bind(pod, slot, bits);
        }
    }

    private void changeNode() {
        int dice = random.nextInt(100);
        int nodes = twin.world().nodes().size();
        if (nodes == 0 || dice < (nodes < fewNodes ? 35 : 12)) {
            addNode();
        } else if (dice < 36) {
            int slot = anyNode();
            NodeSpec spec = nodeSpec(slot);
            note("remove node " + slot);
            twin.removeNode(slot);
            if (chance(40)) {
                String name = chance(50) ? spec.name() : newName("n");
                note("add node again as " + name);
                twin.addNode(chance(30) ? renamed(spec, name) : workload.node(name));
            }
        } else if (dice < 60) {
            int slot = anyNode();
            note("cordon or uncordon node " + slot);
            twin.setUnschedulable(slot, !nodeSpec(slot).unschedulable());
        } else if (dice < 80) {
            int slot = anyNode();
            note("relabel node " + slot);
            twin.describeNode(slot, workload.relabelled(nodeSpec(slot)));
        } else {
            int slot = anyNode();
            note("resize node " + slot);
            twin.describeNode(slot, workload.resized(nodeSpec(slot), devicesInUse(slot)));
        }
    }

    private void addNode() {
        note("add node");
        twin.addNode(workload.node(newName("n")));
    }

    /** How many of a node's first devices cannot be changed because pods are on them or behind them. */
    private int devicesInUse(int slot) {
        long bits = 0;
        for (int pod : twin.world().podsOn(slot)) {
            World.Seat seat = twin.world().seat(pod);
            bits |= seat == null ? 0 : seat.devices();
        }
        return Long.SIZE - Long.numberOfLeadingZeros(bits);
    }

    private List<Integer> pods(boolean bound) {
        List<Integer> found = new ArrayList<>();
        for (int pod : twin.world().pods().keySet()) {
            if ((twin.world().seat(pod) != null) == bound) {
                found.add(pod);
            }
        }
        return found;
    }

    private int anyNode() {
        return pick(new ArrayList<>(twin.world().nodes().keySet()));
    }

    private NodeSpec nodeSpec(int slot) {
        return twin.cluster().nodes().spec(slot);
    }

    private PodSpec podSpec(int pod) {
        return twin.cluster().pods().spec(pod);
    }

    private static NodeSpec renamed(NodeSpec spec, String name) {
        return new NodeSpec(name, spec.allocatable(), spec.labels(), spec.devices(), spec.unschedulable());
    }

    private String newName(String prefix) {
        return prefix + named++;
    }

    private void note(String operation) {
        if (history.size() == REMEMBERED) {
            history.remove();
        }
        history.add(operation);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
