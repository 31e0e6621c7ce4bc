package io.plimsoll.planner.cluster;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.simulator.engine.Simulation;
import io.plimsoll.simulator.engine.StopFlag;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.simulator.report.Words;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cluster of a trace at a moment: what the simulator made of it by then under some rules, or what is there when the
 * trace's pods have come one by one and none has left.
 */
public final class TraceMoment implements RunObserver {

    private @Nullable Cluster cluster;
    private @Nullable Scheduler scheduler;
    /** By the number of a pod, when it arrived. */
    private final Map<Integer, Long> arrivals = new HashMap<>();

    private long arrived;

    private TraceMoment() {}

    /**
     * The cluster at a time, which all that happens at that time belongs to.
     *
     * @param seed of the random draws of the rules
     */
    public static PlanCluster at(long timeMillis, EventSource trace, SchedulingRules rules, long seed) {
        TraceMoment moment = new TraceMoment();
        Map<String, String> owners = owners(trace);
        try (EventStream events = trace.stream()) {
            Simulation simulation = new Simulation(
                    events, rules.profiles().values().iterator().next(), seed, OnUnschedulable.QUEUE, moment);
            simulation.run(new StopFlag(), timeMillis);
        }
        String name = trace.header().name() + " at " + Words.moment(timeMillis);
        return moment.cluster(name, owners, budgets(trace, owners), rules, timeMillis);
    }

    /**
     * The first pods of a trace on its nodes, placed one by one; as many as are placed before the first that fits nowhere.
     *
     * @param all the rules under all of which they must be placed
     * @param rules the rules that decide where they are
     */
    public static PlanCluster ofArrivals(
            Trace trace, List<? extends SchedulingRules> all, SchedulingRules rules, long seed) {
        List<PodArrived> arriving = trace.arrivals();
        int prefix = arriving.size();
        for (SchedulingRules one : all) {
            prefix = Math.min(prefix, placed(trace, one, seed, prefix).size());
        }
        List<PlanPod> pods = placed(trace, rules, seed, prefix);
        String count = Words.count(pods.size()) + " of " + Words.counted(arriving.size(), "pod", "pods");
        String why = pods.size() == arriving.size()
                ? "; all of them found a node."
                : ", as many as found a node before the first that found none"
                        + (all.size() > 1 ? " under one of " + all.size() + " policies." : ".");
        return new PlanCluster(
                trace.name(),
                trace.initialNodes(),
                pods,
                ClusterObjects.NONE,
                List.of(),
                List.of(
                        Assumption.read("The pods of a trace came one by one and none left, placed by " + rules.name()
                                + ": " + count + why),
                        Assumption.defaulted("Pods count with what they request, not with what they use.")));
    }

    private static List<PlanPod> placed(Trace trace, SchedulingRules rules, long seed, int most) {
        Cluster cluster = new Cluster();
        trace.initialNodes().forEach(cluster::addNode);
        Scheduler scheduler =
                new Scheduler(cluster, rules.profiles().values().iterator().next(), seed);
        List<PlanPod> pods = new ArrayList<>();
        for (PodArrived arrival : trace.arrivals()) {
            if (pods.size() == most) {
                break;
            }
            int node = scheduler.schedule(cluster.addPod(arrival.pod()));
            if (node == Scheduler.UNSCHEDULABLE) {
                break;
            }
            pods.add(new PlanPod(
                    arrival.pod(),
                    arrival.pod(),
                    scheduler.profile().name(),
                    owner(arrival.owner(), arrival.pod()),
                    node,
                    scheduler.devices(),
                    PlanPod.Fate.PLACED_AGAIN));
        }
        return pods;
    }

    private static Map<String, String> owners(EventSource trace) {
        Map<String, String> owners = new HashMap<>();
        try (EventStream events = trace.stream()) {
            while (events.advance()) {
                if (events.type() == EventType.POD_ARRIVED && !events.owner().isEmpty()) {
                    owners.put(events.template().namespace() + "/" + events.podName(), events.owner());
                }
            }
        }
        return owners;
    }

    private static String owner(String given, PodSpec pod) {
        return given.isEmpty() ? Demands.words(pod) : given;
    }

    @Override
    public void started(Cluster started, Scheduler by) {
        cluster = started;
        scheduler = by;
    }

    @Override
    public void podArrived(int pod) {
        arrivals.put(pod, arrived++);
    }

    private static List<PodBudget> budgets(EventSource trace, Map<String, String> owners) {
        List<PodBudget> budgets = new ArrayList<>();
        trace.header().budgets().forEach(budget -> {
            int pods = Collections.frequency(owners.values(), budget.owner());
            int atLeast = Math.max(0, pods - budget.maxUnavailable());
            budgets.add(new PodBudget(budget.owner(), "", null, budget.owner(), atLeast));
        });
        return budgets;
    }

    private PlanCluster cluster(
            String name, Map<String, String> owners, List<PodBudget> budgets, SchedulingRules rules, long timeMillis) {
        Cluster core = Objects.requireNonNull(cluster);
        NodeTable table = core.nodes();
        Map<Integer, Integer> positions = new LinkedHashMap<>();
        List<NodeSpec> nodes = new ArrayList<>();
        for (int slot = 0; slot < table.slots(); slot++) {
            if (table.exists(slot)) {
                positions.put(slot, nodes.size());
                nodes.add(table.spec(slot));
            }
        }
        PodTable podTable = core.pods();
        TreeMap<Long, PlanPod> byAge = new TreeMap<>();
        String by = Objects.requireNonNull(scheduler).profile().name();
        for (int pod = 0; pod < podTable.end(); pod++) {
            if (podTable.exists(pod)) {
                PodSpec spec = podTable.spec(pod);
                int slot = podTable.node(pod);
                String owner = owner(owners.getOrDefault(spec.namespace() + "/" + spec.name(), ""), spec);
                byAge.put(
                        arrivals.getOrDefault(pod, 0L),
                        new PlanPod(
                                spec,
                                spec,
                                by,
                                owner,
                                slot == PodTable.NONE ? PlanPod.WAITING : positions.getOrDefault(slot, 0),
                                slot == PodTable.NONE ? 0 : podTable.devices(pod),
                                PlanPod.Fate.PLACED_AGAIN));
            }
        }
        int bound = core.totals().boundPods();
        return new PlanCluster(
                name,
                nodes,
                new ArrayList<>(byAge.values()),
                core.objects(),
                budgets,
                List.of(
                        Assumption.read("A trace was replayed under " + rules.name() + " to "
                                + Words.moment(timeMillis) + ": " + Words.counted(nodes.size(), "node", "nodes")
                                + ", " + Words.counted(bound, "pod", "pods") + " on them, "
                                + Words.count(byAge.size() - bound) + " waiting."),
                        Assumption.defaulted("Pods count with what they request, not with what they use.")));
    }
}
