package io.plimsoll.planner.cluster;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tries everything on a small cluster: every order of pods, every node that every rule allows, every set of devices. Asks nothing
 * but the core's explanation, which asks every rule about every node.
 */
public final class BruteForce {

    private final Cluster core = new Cluster();
    private final Scheduler scheduler;
    private int best;

    /** A cluster of which some nodes are there, with the pods on them of which {@code kept} is true. */
    public BruteForce(
            PlanCluster plan, SchedulingRules rules, List<Integer> nodes, java.util.function.Predicate<PlanPod> kept) {
        Profile profile = rules.profiles().values().iterator().next();
        core.setObjects(plan.objects());
        nodes.forEach(node -> core.addNode(plan.nodes().get(node)));
        scheduler = new Scheduler(core, profile, 1);
        for (PlanPod pod : plan.pods()) {
            if (pod.isBound() && nodes.contains(pod.node()) && kept.test(pod)) {
                int slot = core.nodes().find(plan.nodes().get(pod.node()).name());
                core.bind(core.addPod(pod.held()), slot, pod.devices());
            }
        }
    }

    /** The most of these pods that can be placed, one after the other in any order. */
    public int most(List<PodSpec> pods) {
        best = 0;
        search(new ArrayList<>(pods), 0, new HashSet<>());
        return best;
    }

    /** The most pods like this one that can be placed. */
    public int mostLike(PodSpec pod, int limit) {
        return most(Collections.nCopies(limit, pod));
    }

    private void search(List<PodSpec> left, int placed, Set<String> seen) {
        best = Math.max(best, placed);
        if (best == placed + left.size() || placed + left.size() <= best || !seen.add(state(left))) {
            return;
        }
        Set<PodSpec> tried = new HashSet<>();
        for (int i = 0; i < left.size(); i++) {
            PodSpec pod = left.get(i);
            if (tried.add(pod.withName("any"))) {
                List<PodSpec> others = new ArrayList<>(left);
                others.remove(i);
                for (Explanation.NodeReport report : scheduler.explain(pod).nodes()) {
                    if (report.feasible()) {
                        int slot = core.nodes().find(report.node());
                        for (long devices : devices(pod, slot)) {
                            int number = core.addPod(pod);
                            core.bind(number, slot, devices);
                            search(others, placed + 1, seen);
                            core.removePod(number);
                        }
                    }
                }
            }
        }
    }

    /** What is left to place, and what is on each node but for the names of the pods. */
    private String state(List<PodSpec> left) {
        StringBuilder state = new StringBuilder();
        List<String> waiting = new ArrayList<>();
        left.forEach(pod ->
                waiting.add(Integer.toString(core.template(pod.withName("any")).hashCode())));
        Collections.sort(waiting);
        state.append(waiting);
        for (int node = 0; node < core.nodes().slots(); node++) {
            List<String> there = new ArrayList<>();
            for (int pod = core.pods().firstOn(node);
                    pod >= 0;
                    pod = core.pods().nextOnNode(pod)) {
                there.add(core.template(core.pods().spec(pod).withName("any")).hashCode() + ":"
                        + core.pods().devices(pod));
            }
            Collections.sort(there);
            state.append(there);
        }
        return state.toString();
    }

    private List<Long> devices(PodSpec pod, int node) {
        PodClass podClass = core.decidedClass(pod);
        NodeTable nodes = core.nodes();
        List<Long> sets = new ArrayList<>();
        for (long bits = 0; bits < 1L << nodes.deviceCount(node); bits++) {
            boolean fits = Long.bitCount(bits) == podClass.deviceCount();
            Set<Integer> models = new HashSet<>();
            for (int i = 0; i < nodes.deviceCount(node); i++) {
                if ((bits >>> i & 1) != 0) {
                    models.add(nodes.deviceModel(node, i));
                    fits &= podClass.acceptsModel(nodes.deviceModel(node, i))
                            && nodes.deviceFree(node, i) >= podClass.deviceMilli();
                }
            }
            if (fits && models.size() <= 1) {
                sets.add(bits);
            }
        }
        return sets;
    }

    /**
     * How many of the pods find no node when they are decided one by one by explanations, those that fit nowhere again after
     * the others, until none of them fits.
     */
    public int waiting(List<PodSpec> pods) {
        List<PodSpec> left = new ArrayList<>(pods);
        boolean any = true;
        while (any && !left.isEmpty()) {
            int before = left.size();
            left.removeIf(this::decide);
            any = left.size() < before;
        }
        return left.size();
    }

    private boolean decide(PodSpec pod) {
        if (scheduler.explain(pod).decision() instanceof Decision.Bound bound) {
            long devices = 0;
            for (int device : bound.devices()) {
                devices |= 1L << device;
            }
            core.bind(core.addPod(pod), core.nodes().find(bound.node()), devices);
            return true;
        }
        return false;
    }

    /** Positions of all nodes but some. */
    public static List<Integer> nodesBut(PlanCluster plan, int... without) {
        TreeMap<Integer, Boolean> all = new TreeMap<>();
        for (int node = 0; node < plan.nodes().size(); node++) {
            all.put(node, true);
        }
        for (int node : without) {
            all.remove(node);
        }
        return List.copyOf(all.keySet());
    }
}
