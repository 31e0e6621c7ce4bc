package io.plimsoll.planner.cluster;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.PodTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of a {@link PlanCluster} in the core, with its schedulers, to try things on. Nodes have the slots of their
 * positions. What is tried is undone by the opposite, outside of trials, so that the schedulers' indexes stay in use: a
 * decision costs what changed since the last one of its class and not a look at every node.
 *
 * <p>Not safe for use by several threads: each makes its own.
 */
public final class Replica {

    private final PlanCluster plan;
    private final Cluster core = new Cluster();
    private final List<Scheduler> schedulers = new ArrayList<>();
    private final Map<String, Integer> schedulerNumbers = new LinkedHashMap<>();
    private final int[] held;
    private final int[] wanted;
    private final Scheduler[] deciding;

    /**
     * A copy of a cluster.
     *
     * @param kinds of its pods
     * @param rules by which its schedulers decide
     * @param seed of their random draws
     */
    public Replica(PlanCluster plan, PodKinds kinds, SchedulingRules rules, long seed) {
        this.plan = plan;
        core.setObjects(plan.objects());
        for (NodeSpec node : plan.nodes()) {
            core.addNode(node);
        }
        for (Map.Entry<String, Profile> entry : rules.profiles().entrySet()) {
            schedulerNumbers.put(entry.getKey(), schedulers.size());
            schedulers.add(new Scheduler(core, entry.getValue(), seed));
        }
        PodTemplate[] templates = kinds.templates(core);
        int pods = plan.pods().size();
        held = new int[pods];
        wanted = new int[pods];
        deciding = new Scheduler[pods];
        for (int i = 0; i < pods; i++) {
            PlanPod pod = plan.pods().get(i);
            held[i] = core.addPod(templates[kinds.held(i)], pod.held().name());
            wanted[i] = held[i];
            deciding[i] = scheduler(pod.scheduler());
        }
        for (int i = pods - 1; i >= 0; i--) {
            PlanPod pod = plan.pods().get(i);
            if (kinds.wanted(i) != kinds.held(i)) {
                wanted[i] = core.addPod(templates[kinds.wanted(i)], pod.wanted().name());
            }
            if (pod.isBound()) {
                core.bind(held[i], pod.node(), pod.devices());
            }
        }
    }

    /** The cluster it is a copy of. */
    public PlanCluster plan() {
        return plan;
    }

    /** The cluster in the core. What is changed there must be undone before the next question. */
    public Cluster core() {
        return core;
    }

    /** The scheduler of a name; the first one for a name that none has. */
    public Scheduler scheduler(String name) {
        return schedulers.get(schedulerNumbers.getOrDefault(name, 0));
    }

    /** The number in the core under which a pod waits to be placed. */
    public int wanted(int pod) {
        return wanted[pod];
    }

    /** The number in the core under which a pod is on the node that it had from the beginning. */
    public int held(int pod) {
        return held[pod];
    }

    /** Takes a pod off the node that it had from the beginning. */
    public void evict(int pod) {
        core.unbind(held[pod]);
    }

    /** Puts a pod back on the node that it had from the beginning. */
    public void restore(int pod) {
        PlanPod was = plan.pods().get(pod);
        core.bind(held[pod], was.node(), was.devices());
    }

    /**
     * Has its scheduler place a pod that is on no node.
     *
     * @return the slot of the node, or {@link Scheduler#UNSCHEDULABLE}
     */
    public int place(int pod) {
        return deciding[pod].schedule(wanted[pod]);
    }

    /** Takes a pod off the node that {@link #place} chose. */
    public void unplace(int pod) {
        if (core.pods().node(wanted[pod]) != PodTable.NONE) {
            core.unbind(wanted[pod]);
        }
    }

    /** The scheduler that decides about a pod. */
    public Scheduler deciding(int pod) {
        return deciding[pod];
    }

    /** Has all schedulers decide as if they had decided nothing yet. */
    public void restart() {
        schedulers.forEach(scheduler -> scheduler.restore(0, 0));
    }

    /** How many pods are on each node, by slot. */
    public int[] podCounts() {
        int[] counts = new int[core.nodes().slots()];
        Arrays.setAll(counts, slot -> core.nodes().exists(slot) ? core.nodes().podCount(slot) : 0);
        return counts;
    }
}
