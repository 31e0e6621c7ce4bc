package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.simulator.record.EvictionCause;
import io.plimsoll.simulator.record.OnNodeLoss;
import io.plimsoll.simulator.record.QueueOrder;
import io.plimsoll.simulator.record.Restart;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.traces.event.EventKind;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What a simulation does, written for clarity: after everything that happens it tries all waiting pods in order, from the
 * beginning after each success, until none fits.
 */
final class ReferenceSimulation {

    private record Event(long time, EventKind kind, long sequence, Runnable action) {}

    private static final class Pod {
        final PodArrived arrival;
        final int sequence;
        final int number;
        long waitingSince;
        long durationMillis;
        long start;
        int placements;
        boolean untried;
        boolean gone;

        Pod(PodArrived arrival, int sequence, int number) {
            this.arrival = arrival;
            this.sequence = sequence;
            this.number = number;
            this.waitingSince = arrival.timeMillis();
            this.durationMillis = arrival.durationMillis();
        }
    }

    private static final Comparator<Pod> BY_PRIORITY_AND_ARRIVAL =
            Comparator.<Pod>comparingInt(pod -> -pod.arrival.pod().priority()).thenComparingInt(pod -> pod.sequence);

    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler;
    private final RunRules rules;
    private final boolean drop;
    private final boolean strict;
    private final Map<String, Integer> budgets = new HashMap<>();
    private final Map<String, Integer> unavailable = new HashMap<>();
    /** Nodes that are drained, and the number of placements when that began. */
    private final Map<String, Integer> draining = new LinkedHashMap<>();

    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparingLong(Event::time).thenComparing(Event::kind).thenComparingLong(Event::sequence));
    private final List<Pod> waiting = new ArrayList<>();
    private final List<Pod> running = new ArrayList<>();
    private final EventLines out = new EventLines();
    private long now;
    private int arrivals;
    private int placements;

    ReferenceSimulation(Trace trace, Profile profile, long seed, RunRules rules) {
        this.scheduler = new Scheduler(cluster, profile, seed);
        this.rules = rules;
        this.drop = rules.drops();
        this.strict = rules.queue() == QueueOrder.STRICT;
        trace.budgets().forEach(budget -> budgets.put(budget.owner(), budget.maxUnavailable()));
        out.started(cluster, scheduler);
        trace.initialNodes().forEach(cluster::addNode);
        for (int i = 0; i < trace.events().size(); i++) {
            TraceEvent event = trace.events().get(i);
            events.add(new Event(event.timeMillis(), event.kind(), i, () -> happens(event)));
        }
    }

    List<String> run() {
        while (!events.isEmpty()) {
            Event event = events.remove();
            now = event.time();
            out.timePassed(now);
            event.action().run();
            Event next = events.peek();
            if (next == null || next.time() > now || next.kind() == EventKind.POD_ARRIVAL) {
                retry();
                while (drained()) {
                    retry();
                }
            }
        }
        return out.lines;
    }

    private void happens(TraceEvent event) {
        if (event instanceof PodArrived arrival) {
            Pod pod = new Pod(arrival, arrivals++, cluster.addPod(arrival.pod()));
            waiting.sort(BY_PRIORITY_AND_ARRIVAL);
            if (strict && !waiting.isEmpty() && BY_PRIORITY_AND_ARRIVAL.compare(pod, waiting.get(0)) > 0) {
                pod.untried = true;
                out.line("queued", pod.number, -1, "");
                waiting.add(pod);
            } else if (!placed(pod)) {
                out.line(drop ? "dropped" : "waits", pod.number, -1, "");
                if (drop) {
                    cluster.removePod(pod.number);
                } else {
                    waiting.add(pod);
                }
            }
        } else if (event instanceof NodeAdded added) {
            cluster.addNode(added.node());
        } else if (event instanceof NodeChanged changed) {
            change(changed.node());
        } else if (event instanceof NodeRemoved removed) {
            int node = cluster.nodes().find(removed.nodeName());
            for (Pod pod : List.copyOf(running)) {
                if (cluster.pods().node(pod.number) == node) {
                    evict(pod, removed.cause() == RemovalCause.FAILURE ? EvictionCause.FAILURE : EvictionCause.REMOVAL);
                }
            }
            draining.remove(removed.nodeName());
            cluster.removeNode(node);
        } else if (event instanceof NodeDrained drained) {
            draining.remove(drained.nodeName());
            draining.put(drained.nodeName(), placements);
            int node = cluster.nodes().find(drained.nodeName());
            cluster.describeNode(node, cluster.nodes().spec(node).withUnschedulable(true));
        }
    }

    private void change(NodeSpec after) {
        int node = cluster.nodes().find(after.name());
        NodeSpec before = cluster.nodes().spec(node);
        for (Pod pod : List.copyOf(running)) {
            boolean loses = false;
            for (int device = 0; device < before.devices().size(); device++) {
                boolean held = (cluster.pods().devices(pod.number) >>> device & 1) != 0;
                boolean stays = device < after.devices().size()
                        && after.devices().get(device).equals(before.devices().get(device));
                loses |= held && !stays;
            }
            if (loses && cluster.pods().node(pod.number) == node) {
                evict(pod, EvictionCause.DEVICE);
            }
        }
        draining.remove(after.name());
        cluster.describeNode(node, after);
    }

    private void evict(Pod pod, EvictionCause cause) {
        int node = cluster.pods().node(pod.number);
        OnNodeLoss fate = cause == EvictionCause.FAILURE ? rules.onNodeLoss() : OnNodeLoss.RESUBMIT;
        cluster.unbind(pod.number);
        running.remove(pod);
        if (fate != OnNodeLoss.KILL) {
            unavailable.merge(pod.arrival.owner(), 1, Integer::sum);
        }
        if (fate != OnNodeLoss.RESUBMIT) {
            out.line("gone", pod.number, node, fate.text());
            pod.gone = true;
            cluster.removePod(pod.number);
            return;
        }
        if (rules.restart() == Restart.REMAINING && pod.arrival.hasDuration()) {
            pod.durationMillis -= now - pod.start;
        }
        waiting.add(pod);
        pod.waitingSince = now;
        boolean words = cause == EvictionCause.DRAIN || cause == EvictionCause.FAILURE;
        out.line("evicted", pod.number, node, words ? "by " + cause.text() : "");
    }

    /** Moves the pods of drained nodes away that budgets allow to; whether there was one. */
    private boolean drained() {
        boolean moved = false;
        for (Map.Entry<String, Integer> drain : draining.entrySet()) {
            int node = cluster.nodes().find(drain.getKey());
            for (Pod pod : List.copyOf(running)) {
                String owner = pod.arrival.owner();
                Integer most = budgets.get(owner);
                if (cluster.pods().node(pod.number) == node
                        && pod.placements <= drain.getValue()
                        && (most == null || unavailable.getOrDefault(owner, 0) < most)) {
                    evict(pod, EvictionCause.DRAIN);
                    moved = true;
                }
            }
        }
        return moved;
    }

    private void retry() {
        waiting.sort(BY_PRIORITY_AND_ARRIVAL);
        while (placedOne()) {
            // From the beginning: what was placed may have made room for an earlier pod.
        }
        if (drop) {
            for (Pod pod : waiting) {
                unavailable.merge(pod.arrival.owner(), pod.placements > 0 ? -1 : 0, Integer::sum);
                out.line("dropped", pod.number, -1, "");
                cluster.removePod(pod.number);
            }
            waiting.clear();
        }
    }

    private boolean placedOne() {
        for (Pod pod : waiting) {
            if (placed(pod)) {
                waiting.remove(pod);
                return true;
            }
            if (pod.untried) {
                pod.untried = false;
                out.line("waits", pod.number, -1, "");
            }
            if (strict) {
                return false;
            }
        }
        return false;
    }

    private boolean placed(Pod pod) {
        if (scheduler.schedule(pod.number) == Scheduler.UNSCHEDULABLE) {
            return false;
        }
        running.add(pod);
        int placement = ++placements;
        boolean again = pod.placements > 0;
        if (again) {
            unavailable.merge(pod.arrival.owner(), -1, Integer::sum);
        }
        pod.placements = placement;
        pod.untried = false;
        pod.start = now;
        out.podPlaced(pod.number, now - pod.waitingSince, again);
        if (pod.arrival.hasDuration()) {
            events.add(new Event(now + pod.durationMillis, EventKind.POD_END, placement, () -> {
                boolean on = !pod.gone && pod.placements == placement && running.contains(pod);
                if (on) {
                    finish(pod);
                }
            }));
        }
        return true;
    }

    private void finish(Pod pod) {
        int node = cluster.pods().node(pod.number);
        if (node == PodTable.NONE) {
            throw new IllegalStateException("A pod that runs must be on a node.");
        }
        cluster.unbind(pod.number);
        running.remove(pod);
        pod.gone = true;
        out.line("finished", pod.number, node, "");
        cluster.removePod(pod.number);
    }
}
