package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.simulator.record.StopReason;
import io.plimsoll.traces.event.EventKind;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replays a trace on a cluster, in virtual milliseconds. The nodes get their slots, and so their ranks among equals, in
 * the order of the trace.
 *
 * <ul>
 *   <li><b>Order.</b> Events happen by time; in one millisecond nodes leave first, then pods end, then nodes come or
 *       change, then waiting pods are tried again, then pods arrive in the order of the trace.
 *   <li><b>Arrivals.</b> A pod is placed when it arrives, or it waits (or is dropped, when that was asked for).
 *   <li><b>Waiting.</b> Whenever something happened that could help a waiting pod, the first one that fits, by priority
 *       and then by arrival, is placed, again and again, until none fits. A pod that fits nowhere never holds back another
 *       one. {@link WaitingPods} says how this is done without trying them all.
 *   <li><b>Ends.</b> A pod runs for its duration from the moment it is placed; one with an unknown duration runs to the
 *       end. A pod with the duration 0 frees its place before the next arrival of the same millisecond.
 *   <li><b>Lost nodes.</b> The pods of a node that leaves wait again, in their old place by priority and arrival, and
 *       begin anew: what they had done is lost. So do the pods on devices that a changed node does not have any more. A
 *       node that shrinks below what its pods use, or is cordoned, keeps them. With dropping, a pod that lost its node is
 *       tried once more, in the same millisecond, after nodes came and changed.
 *   <li><b>End.</b> The run ends when nothing is left to happen, or at a time that was given.
 * </ul>
 *
 * <p>Equal traces, profiles and seeds give equal runs. One thread; runs once.
 */
public final class Simulation {

    private final EventStream events;
    private final boolean drop;
    private final RunObserver observer;
    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler;
    private final EventQueue queue = new EventQueue();
    private final PodLedger ledger = new PodLedger();
    private final ArrivingPods arriving;
    private final WaitingPods waiting;
    private long traceEvents;
    private volatile long nowMillis;
    private int arrived;
    private long starts;
    private long gone;
    private int[] evicted = new int[16];

    /**
     * A simulation that has not begun.
     *
     * @param events what happens; of a trace within {@link TraceLimits}, before its first event; closed by who opened it
     * @param profile decides; belongs to this simulation from now on
     * @param seed of the profile's random draws
     */
    public Simulation(
            EventStream events, Profile profile, long seed, OnUnschedulable onUnschedulable, RunObserver observer) {
        this.events = events;
        this.arriving = new ArrivingPods(events, cluster);
        this.drop = onUnschedulable == OnUnschedulable.DROP;
        this.observer = observer;
        this.scheduler = new Scheduler(cluster, profile, seed);
        this.waiting = new WaitingPods(cluster, profile);
    }

    /** Replays the trace until nothing is left to happen. */
    public void run() {
        run(new StopFlag(), Long.MAX_VALUE);
    }

    /**
     * Replays the trace until nothing is left to happen, the time is over or the flag is set.
     *
     * @param untilMillis the virtual time at which the run ends if it did not before; what happens at this time still does
     * @return why it ended
     */
    public StopReason run(StopFlag stop, long untilMillis) {
        observer.started(cluster, scheduler);
        List<NodeSpec> nodes = events.header().initialNodes();
        for (int i = 0; i < nodes.size(); i++) {
            observer.nodeAdded(cluster.addNode(nodes.get(i)));
        }
        queueTraceEvent();
        while (true) {
            @Nullable StopReason reason = stop.reason();
            if (reason != null) {
                return reason;
            }
            boolean over = queue.isEmpty() || queue.timeMillis() > untilMillis;
            boolean frees = !over && queue.timeMillis() == nowMillis && queue.kind() != EventKind.POD_ARRIVAL;
            if (!frees && (waiting.roundDue() || (drop && waiting.size() > 0))) {
                retry();
            } else if (!over) {
                next();
            } else {
                if (!queue.isEmpty()) {
                    passTime(untilMillis);
                }
                return StopReason.FINISHED;
            }
            if (Checks.FULL) {
                SimulationCheck.run(cluster, waiting, arrived - gone);
            }
        }
    }

    /** The virtual time of the newest event; may be asked by any thread. */
    public long nowMillis() {
        return nowMillis;
    }

    private void queueTraceEvent() {
        if (events.advance()) {
            queue.add(events.timeMillis(), events.kind(), traceEvents++, 0);
        }
    }

    private void next() {
        long time = queue.timeMillis();
        EventKind kind = queue.kind();
        long sequence = queue.sequence();
        int subject = queue.subject();
        queue.removeFirst();
        if (kind == EventKind.POD_END && !ledger.runsSince(subject, sequence)) {
            return;
        }
        passTime(time);
        if (kind == EventKind.POD_END) {
            end(subject);
            return;
        }
        switch (events.type()) {
            case POD_ARRIVED -> arrive();
            case NODE_REMOVED -> removeNode(node());
            case NODE_ADDED -> {
                observer.nodeAdded(cluster.addNode(events.node()));
                waiting.roomChanged();
            }
            case NODE_CHANGED -> changeNode(node(), events.node());
            case NODE_DRAINED -> changeNode(node(), cluster.nodes().spec(node()).withUnschedulable(true));
        }
        queueTraceEvent();
    }

    private int node() {
        return cluster.nodes().find(events.nodeName());
    }

    private void passTime(long timeMillis) {
        if (timeMillis > nowMillis) {
            observer.timePassed(timeMillis);
            nowMillis = timeMillis;
        }
    }

    private void arrive() {
        int pod = arriving.add();
        int priority = cluster.pods().template(pod).spec().priority();
        long order = (long) ~priority << Integer.SIZE | arrived++;
        ledger.arrived(pod, order, nowMillis, events.durationMillis());
        observer.podArrived(pod);
        WaitingClass waitingClass = waiting.of(cluster.pods().podClass(pod));
        int node = waiting.mayFit(waitingClass) ? scheduler.decide(pod) : Scheduler.UNSCHEDULABLE;
        if (node != Scheduler.UNSCHEDULABLE) {
            place(pod, node);
            return;
        }
        if (Checks.FULL) {
            SimulationCheck.unschedulable(scheduler, waitingClass.podClass);
        }
        waiting.failed(waitingClass);
        if (drop) {
            drop(pod);
        } else {
            waiting.add(waitingClass, pod, ledger.order(pod));
            observer.podWaits(pod);
        }
    }

    private void place(int pod, int node) {
        cluster.bind(pod, node, scheduler.devices());
        waiting.placementsChanged();
        boolean again = ledger.placedBefore(pod);
        long start = starts++;
        ledger.placed(pod, start);
        long duration = ledger.durationMillis(pod);
        if (duration != PodArrived.UNKNOWN_DURATION) {
            queue.add(nowMillis + duration, EventKind.POD_END, start, pod);
        }
        observer.podPlaced(pod, nowMillis - ledger.waitingSince(pod), again);
    }

    private void end(int pod) {
        int node = cluster.pods().node(pod);
        cluster.unbind(pod);
        waiting.roomChanged();
        observer.podFinished(pod, node);
        forget(pod);
    }

    private void drop(int pod) {
        observer.podDropped(pod);
        forget(pod);
    }

    private void forget(int pod) {
        ledger.ended(pod);
        cluster.removePod(pod);
        gone++;
    }

    private void removeNode(int node) {
        NodeSpec before = cluster.nodes().spec(node);
        evict(node, -1, true);
        cluster.removeNode(node);
        waiting.placementsChanged();
        observer.nodeRemoved(node, before);
    }

    private void changeNode(int node, NodeSpec description) {
        NodeSpec before = cluster.nodes().spec(node);
        long lost = lostDevices(before, description);
        if (lost != 0) {
            evict(node, lost, false);
        }
        cluster.describeNode(node, description);
        waiting.roomChanged();
        observer.nodeChanged(node, before);
    }

    /** The devices that the new description does not have as they were, as bits. */
    private static long lostDevices(NodeSpec before, NodeSpec after) {
        long lost = 0;
        for (int i = 0; i < before.devices().size(); i++) {
            boolean stays = i < after.devices().size()
                    && before.devices().get(i).equals(after.devices().get(i));
            lost |= stays ? 0 : 1L << i;
        }
        return lost;
    }

    /** Takes pods off a node, in the order in which they came: all of them, or those that hold one of the devices. */
    private void evict(int node, long devices, boolean all) {
        PodTable pods = cluster.pods();
        int count = 0;
        for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
            if (all || (pods.devices(pod) & devices) != 0) {
                if (count == evicted.length) {
                    evicted = Arrays.copyOf(evicted, 2 * count);
                }
                evicted[count++] = pod;
            }
        }
        while (count > 0) {
            int pod = evicted[--count];
            cluster.unbind(pod);
            waiting.placementsChanged();
            ledger.evicted(pod, nowMillis);
            waiting.add(waiting.of(pods.podClass(pod)), pod, ledger.order(pod));
            observer.podEvicted(pod, node);
        }
    }

    /** Places waiting pods until none fits. */
    private void retry() {
        waiting.beginRound();
        for (WaitingClass next = waiting.nextCandidate(); next != null; next = waiting.nextCandidate()) {
            int pod = next.firstPod();
            int node = scheduler.decide(pod);
            if (node == Scheduler.UNSCHEDULABLE) {
                waiting.failed(next);
            } else {
                waiting.removeFirst(next);
                place(pod, node);
                waiting.placed(next);
            }
        }
        if (drop) {
            for (WaitingClass first = waiting.first(); first != null; first = waiting.first()) {
                int pod = first.firstPod();
                waiting.removeFirst(first);
                drop(pod);
            }
        }
    }
}
