package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.traces.event.EventKind;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        int placements;
        boolean gone;

        Pod(PodArrived arrival, int sequence, int number) {
            this.arrival = arrival;
            this.sequence = sequence;
            this.number = number;
            this.waitingSince = arrival.timeMillis();
        }
    }

    private static final Comparator<Pod> BY_PRIORITY_AND_ARRIVAL =
            Comparator.<Pod>comparingInt(pod -> -pod.arrival.pod().priority()).thenComparingInt(pod -> pod.sequence);

    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler;
    private final boolean drop;
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparingLong(Event::time).thenComparing(Event::kind).thenComparingLong(Event::sequence));
    private final List<Pod> waiting = new ArrayList<>();
    private final List<Pod> running = new ArrayList<>();
    private final EventLines out = new EventLines();
    private long now;
    private int arrivals;
    private int placements;

    ReferenceSimulation(Trace trace, Profile profile, long seed, boolean drop) {
        this.scheduler = new Scheduler(cluster, profile, seed);
        this.drop = drop;
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
            }
        }
        return out.lines;
    }

    private void happens(TraceEvent event) {
        if (event instanceof PodArrived arrival) {
            Pod pod = new Pod(arrival, arrivals++, cluster.addPod(arrival.pod()));
            if (!placed(pod)) {
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
                    evict(pod);
                }
            }
            cluster.removeNode(node);
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
                evict(pod);
            }
        }
        cluster.describeNode(node, after);
    }

    private void evict(Pod pod) {
        int node = cluster.pods().node(pod.number);
        cluster.unbind(pod.number);
        running.remove(pod);
        waiting.add(pod);
        pod.waitingSince = now;
        out.line("evicted", pod.number, node, "");
    }

    private void retry() {
        waiting.sort(BY_PRIORITY_AND_ARRIVAL);
        while (placedOne()) {
            // From the beginning: what was placed may have made room for an earlier pod.
        }
        if (drop) {
            for (Pod pod : waiting) {
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
        pod.placements = placement;
        out.podPlaced(pod.number, now - pod.waitingSince, again);
        if (pod.arrival.hasDuration()) {
            events.add(new Event(now + pod.arrival.durationMillis(), EventKind.POD_END, placement, () -> {
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
