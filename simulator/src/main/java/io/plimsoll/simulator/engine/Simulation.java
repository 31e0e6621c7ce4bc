package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.simulator.record.StateExchange;
import io.plimsoll.simulator.record.StopReason;
import io.plimsoll.traces.event.EventKind;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replays a trace on a cluster, in virtual milliseconds. The nodes get their slots, and so their ranks among equals, in
 * the order of the trace.
 *
 * <ul>
 *   <li><b>Order.</b> Events happen by time; in one millisecond nodes leave first, then pods end, then nodes come, change
 *       or begin to be drained, then waiting pods are tried again, then pods arrive in the order of the trace.
 *   <li><b>Arrivals.</b> A pod is placed when it arrives, or it waits (or is dropped, when that was asked for).
 *   <li><b>Waiting.</b> Whenever something happened that could help a waiting pod, the first one that fits, by priority
 *       and then by arrival, is placed, again and again, until none fits. A pod that fits nowhere never holds back another
 *       one, unless the queue is strict: then only the first in line is tried. {@link WaitingPods} says how this is done
 *       without trying them all.
 *   <li><b>Decision time.</b> When decisions take time, every pod gets in line, and the scheduler thinks about one at a
 *       time: about the first one that could fit for all that is known. A decision takes effect at its end and is made by
 *       what is true then; its time is part of the wait.
 *   <li><b>Ends.</b> A pod runs for its duration from the moment it is placed; one with an unknown duration runs to the
 *       end. A pod with the duration 0 frees its place before the next arrival of the same millisecond.
 *   <li><b>Lost nodes.</b> The pods of a node that leaves wait again, in their old place by priority and arrival, for
 *       their whole duration or what remains of it; those of a node that fails may be gone instead. So do the pods on
 *       devices that a changed node does not have any more. A node that shrinks below what its pods use, or is cordoned,
 *       keeps them. With dropping, a pod that lost its node is tried once more, in the same millisecond, after nodes came
 *       and changed.
 *   <li><b>Drains.</b> A drained node takes no more pods. Those it has move, the ones that came first first, as long as
 *       their owners' budgets allow: a pod that lost its place, however, counts against its owner's until it has another
 *       one. What a drain has not moved when the node is removed moves then; the removal is the deadline. A node that is
 *       described anew is drained no longer.
 *   <li><b>Preemption.</b> A pod that fits nowhere takes the place of pods of lower priority, when that is asked for: those
 *       that {@link io.plimsoll.core.engine.Preemption} chooses leave at once and wait again, for their whole duration or
 *       what remains of it. Those that a budget does not allow go last.
 *   <li><b>Groups.</b> The pods of one owner that arrive one after the other in the same millisecond can be a pod group: all
 *       of them get places, or none does, when all have arrived. A group has its place in line by its first pod, holds
 *       nothing while it waits. After a while it gets a turn: room is kept for it on some nodes, see {@link GroupAttempts}.
 *       When one of its pods loses its place, the others do, too.
 *   <li><b>End.</b> The run ends when nothing is left to happen, or at a time that was given.
 * </ul>
 *
 * <p>Equal traces, profiles and seeds give equal runs. One thread; runs once.
 */
public final class Simulation {

    private final EventStream events;
    private final RunObserver observer;
    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler;
    private final EventQueue queue = new EventQueue();
    private final PodLife pods;
    private final NodeLife nodes;
    private final Attempts attempts;
    private final WaitingPods waiting;
    private long traceEvents;
    private boolean traceOver;
    private boolean begun;
    private long checkpointEveryMillis = Long.MAX_VALUE;
    private long nextCheckpointMillis = Long.MAX_VALUE;
    private Runnable onCheckpoint = () -> {};
    private volatile long nowMillis;
    private volatile long eventsTaken;

    /** A simulation by the rules about which nothing was said, see {@link RunRules#of}. */
    public Simulation(
            EventStream events, Profile profile, long seed, OnUnschedulable onUnschedulable, RunObserver observer) {
        this(events, profile, seed, RunRules.of(onUnschedulable), observer);
    }

    /**
     * A simulation that has not begun.
     *
     * @param events what happens; of a trace within {@link TraceLimits}, before its first event; closed by who opened it
     * @param profile decides; belongs to this simulation from now on
     * @param seed of the profile's random draws
     */
    public Simulation(EventStream events, Profile profile, long seed, RunRules rules, RunObserver observer) {
        this.events = events;
        this.observer = observer;
        this.scheduler = new Scheduler(cluster, profile, seed);
        this.waiting = new WaitingPods(cluster, profile);
        this.pods = new PodLife(events, rules, observer, cluster, scheduler, queue, waiting);
        this.nodes = new NodeLife(cluster, pods, waiting, observer);
        this.attempts = new Attempts(rules, cluster, scheduler, waiting, pods);
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
        if (!begun) {
            begin();
        }
        while (true) {
            @Nullable StopReason reason = stop.reason();
            if (reason != null) {
                return reason;
            }
            if (!step(untilMillis)) {
                if (!queue.isEmpty() || attempts.thinks()) {
                    passTime(untilMillis);
                }
                return StopReason.FINISHED;
            }
            if (Checks.FULL) {
                SimulationCheck.run(cluster, attempts.waitingPods(), pods.present());
                pods.groups().check();
            }
        }
    }

    /**
     * Has something done every so often: at the last moment before the time is over, when nothing is left to do then. It
     * may look at this simulation and must not change it.
     *
     * @param everyMillis above 0
     */
    public void onCheckpoint(long everyMillis, Runnable what) {
        checkpointEveryMillis = everyMillis;
        nextCheckpointMillis = nowMillis / everyMillis * everyMillis + everyMillis;
        onCheckpoint = what;
    }

    /** The virtual time of the newest event; may be asked by any thread. */
    public long nowMillis() {
        return nowMillis;
    }

    /** How many events of the trace have been looked at; may be asked by any thread. */
    public long eventsTaken() {
        return eventsTaken;
    }

    /** Lets one thing happen; false when nothing is left to happen by that time. */
    private boolean step(long untilMillis) {
        boolean over = queue.isEmpty() || queue.timeMillis() > untilMillis;
        boolean arrivalNext = !over && queue.kind() == EventKind.POD_ARRIVAL;
        if (!over && !arrivalNext && queue.timeMillis() == nowMillis) {
            next();
            return true;
        }
        if (attempts.act() || nodes.drainOn()) {
            return true;
        }
        checkpoint(over);
        if (attempts.decidesBy(over ? untilMillis : arrivalNext ? queue.timeMillis() : queue.timeMillis() - 1)) {
            passTime(attempts.decidesAtMillis());
            attempts.decide();
            return true;
        }
        if (!over) {
            next();
        }
        return !over;
    }

    /** Exchanges the state of the run between two moments; to take it, the simulation must not have begun. */
    void state(StateExchange state) {
        nowMillis = state.number(nowMillis);
        traceOver = state.flag(traceOver);
        long happened = state.number(traceOver ? traceEvents : traceEvents - 1);
        pods.state(state);
        attempts.state(state);
        queue.state(state);
        new SavedPods(events, cluster, pods, attempts).state(state, happened);
        nodes.state(state);
        waiting.state(state);
        long decisions = state.number(scheduler.decisions());
        int cursor = state.small(scheduler.cursor());
        if (state.takes()) {
            begun = true;
            traceEvents = happened + (traceOver || !events.advance() ? 0 : 1);
            scheduler.restore(decisions, cursor);
            observer.started(cluster, scheduler);
        }
    }

    private void begin() {
        begun = true;
        observer.started(cluster, scheduler);
        List<NodeSpec> initial = events.header().initialNodes();
        for (int i = 0; i < initial.size(); i++) {
            observer.nodeAdded(cluster.addNode(initial.get(i)));
        }
        queueTraceEvent();
    }

    private void checkpoint(boolean over) {
        if (nextCheckpointMillis == Long.MAX_VALUE || over) {
            return;
        }
        long next = queue.timeMillis();
        if (attempts.thinks()) {
            next = Math.min(next, attempts.decidesAtMillis());
        }
        if (next > nextCheckpointMillis) {
            nextCheckpointMillis = (next - 1) / checkpointEveryMillis * checkpointEveryMillis + checkpointEveryMillis;
            onCheckpoint.run();
        }
    }

    private void queueTraceEvent() {
        if (events.advance()) {
            queue.add(events.timeMillis(), events.kind(), traceEvents++, 0);
        } else {
            traceOver = true;
        }
    }

    private void next() {
        long time = queue.timeMillis();
        EventKind kind = queue.kind();
        long sequence = queue.sequence();
        int subject = queue.subject();
        queue.removeFirst();
        if (kind == EventKind.POD_END && !pods.runsSince(subject, sequence)) {
            return;
        }
        passTime(time);
        if (kind == EventKind.POD_END) {
            pods.end(subject);
            return;
        }
        switch (events.type()) {
            case POD_ARRIVED -> {
                arrive(time);
                return;
            }
            case NODE_REMOVED -> nodes.remove(node(), events.cause());
            case NODE_ADDED -> nodes.add(events.node());
            case NODE_CHANGED -> nodes.change(node(), events.node());
            case NODE_DRAINED -> nodes.drain(node());
        }
        queueTraceEvent();
    }

    /** The pod of the present event arrives; its group has arrived when the next event is not a pod of it. */
    private void arrive(long time) {
        boolean grouped = pods.comesInGroup();
        int owner = events.ownerNumber();
        attempts.first(pods.arrive());
        queueTraceEvent();
        boolean goesOn = !traceOver
                && events.type() == EventType.POD_ARRIVED
                && events.timeMillis() == time
                && events.ownerNumber() == owner;
        if (grouped && !goesOn) {
            attempts.groupArrived();
        }
    }

    private int node() {
        return cluster.nodes().find(events.nodeName());
    }

    private void passTime(long timeMillis) {
        if (timeMillis > nowMillis) {
            observer.timePassed(timeMillis);
            nowMillis = timeMillis;
            eventsTaken = traceEvents;
            pods.passTime(timeMillis);
            attempts.passTime(timeMillis);
        }
    }
}
