package io.plimsoll.planner.compact;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTemplate;
import io.plimsoll.planner.cluster.PlainCheck;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.RoomRules;
import io.plimsoll.planner.cluster.SchedulingRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places a workload from scratch on some of a cluster's nodes. Pods that fit nowhere are tried again after the others until
 * none of them fits, where that could help; it ends early when more wait than may. One thread; runs once.
 */
final class Repacking {

    private final Workload workload;
    private final SchedulingRules rules;
    private final Cluster core = new Cluster();
    private final int[] slots;
    private final PodTemplate[] templates;
    private final Map<String, Scheduler> schedulers = new HashMap<>();
    private final Scheduler fallback;
    private final int[] numbers;
    private final List<Integer> placed = new ArrayList<>();
    private final Map<PodClass, Boolean> alone = new HashMap<>();

    /** @param nodes positions of the nodes, ascending */
    Repacking(Workload workload, SchedulingRules rules, int[] nodes, long seed) {
        this.workload = workload;
        this.rules = rules;
        core.setObjects(workload.plan().objects());
        slots = new int[workload.plan().nodes().size()];
        Arrays.fill(slots, PlanPod.WAITING);
        for (int node : nodes) {
            slots[node] = core.addNode(workload.plan().nodes().get(node));
        }
        List<Scheduler> all = new ArrayList<>();
        for (Map.Entry<String, Profile> entry : rules.profiles().entrySet()) {
            Scheduler scheduler = new Scheduler(core, entry.getValue(), seed);
            schedulers.put(entry.getKey(), scheduler);
            all.add(scheduler);
        }
        fallback = all.get(0);
        templates = workload.kinds().templates(core);
        bindStaying(core, templates);
        numbers = new int[workload.size()];
    }

    private void bindStaying(Cluster cluster, PodTemplate[] known) {
        for (int pod : workload.withNodes()) {
            PlanPod one = workload.plan().pods().get(pod);
            if (slots[one.node()] != PlanPod.WAITING) {
                int number = cluster.addPod(
                        known[workload.kinds().held(pod)], one.held().name());
                cluster.bind(number, slots[one.node()], one.devices());
            }
        }
    }

    /** Places the pods; how many are left waiting, or -1 when it was given up because too many are. */
    int place() {
        List<Integer> waiting = new ArrayList<>();
        int hopeless = 0;
        Map<PodClass, Boolean> failed = new HashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            PlanPod pod = workload.plan().pods().get(workload.pod(i));
            numbers[i] = core.addPod(templates[workload.kind(i)], pod.wanted().name());
            PodClass podClass = core.decidedClass(numbers[i]);
            Scheduler scheduler = scheduler(pod);
            boolean never = failed.containsKey(podClass) && isAlone(podClass, scheduler);
            if (never || !isPlaced(i)) {
                failed.put(podClass, true);
                waiting.add(i);
                hopeless += isAlone(podClass, scheduler) ? 1 : 0;
                if (hopeless > workload.mayWait()) {
                    return -1;
                }
            }
        }
        boolean any = waiting.size() > hopeless;
        while (any) {
            int before = waiting.size();
            waiting.removeIf(this::isPlaced);
            any = waiting.size() < before && !waiting.isEmpty();
        }
        return waiting.size() > workload.mayWait() ? -1 : waiting.size();
    }

    private boolean isPlaced(int i) {
        Scheduler scheduler = scheduler(workload.plan().pods().get(workload.pod(i)));
        if (scheduler.schedule(numbers[i]) == Scheduler.UNSCHEDULABLE) {
            return false;
        }
        placed.add(i);
        return true;
    }

    private Scheduler scheduler(PlanPod pod) {
        return schedulers.getOrDefault(pod.scheduler(), fallback);
    }

    /** Whether pods of the class fit nowhere for good once they do: nodes only fill up here. */
    private boolean isAlone(PodClass podClass, Scheduler scheduler) {
        return alone.computeIfAbsent(
                podClass, key -> new RoomRules(key, scheduler.profile(), new PluginContext(core)).nodeByNode());
    }

    /**
     * Places the pods that were placed once more in a cluster of its own, by the plain rules.
     *
     * @throws io.plimsoll.planner.cluster.RefusedPlanException when one does not fit
     */
    void verify() {
        Cluster fresh = new Cluster();
        fresh.setObjects(workload.plan().objects());
        for (int slot = 0; slot < core.nodes().slots(); slot++) {
            fresh.addNode(core.nodes().spec(slot));
        }
        PodTemplate[] again = workload.kinds().templates(fresh);
        bindStaying(fresh, again);
        PlainCheck check = new PlainCheck(fresh);
        Map<String, Profile> profiles = rules.profiles();
        Profile first = profiles.values().iterator().next();
        for (int i : placed) {
            PlanPod pod = workload.plan().pods().get(workload.pod(i));
            check.place(
                    fresh.addPod(again[workload.kind(i)], pod.wanted().name()),
                    core.pods().node(numbers[i]),
                    core.pods().devices(numbers[i]),
                    profiles.getOrDefault(pod.scheduler(), first));
        }
    }
}
