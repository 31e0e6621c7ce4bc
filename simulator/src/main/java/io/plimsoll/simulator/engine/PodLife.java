package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.simulator.record.EvictionCause;
import io.plimsoll.simulator.record.OnNodeLoss;
import io.plimsoll.simulator.record.Restart;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.simulator.record.StateExchange;
import io.plimsoll.traces.event.EventKind;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import org.jspecify.annotations.Nullable;

/** What becomes of pods: they arrive, wait, are placed, lose their places and end. {@link Simulation} has the rules. */
final class PodLife {

    private final EventStream events;
    private final RunRules rules;
    private final RunObserver observer;
    private final Cluster cluster;
    private final Scheduler scheduler;
    private final EventQueue queue;
    private final WaitingPods waiting;
    private final ArrivingPods arriving;
    private final Budgets budgets;
    private final PodLedger ledger = new PodLedger();
    private long nowMillis;
    private int arrived;
    private long starts;
    private long gone;
    private boolean budgetFreed;

    PodLife(
            EventStream events,
            RunRules rules,
            RunObserver observer,
            Cluster cluster,
            Scheduler scheduler,
            EventQueue queue,
            WaitingPods waiting) {
        this.events = events;
        this.rules = rules;
        this.observer = observer;
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.queue = queue;
        this.waiting = waiting;
        this.arriving = new ArrivingPods(events, cluster);
        this.budgets = new Budgets(events);
    }

    /** Time moves on to here. */
    void passTime(long timeMillis) {
        nowMillis = timeMillis;
    }

    /** The pod of the present event arrives; returns its number. */
    int arrive() {
        int pod = arriving.add();
        waiting.regroup();
        int priority = cluster.pods().template(pod).spec().priority();
        long order = (long) ~priority << Integer.SIZE | arrived++;
        ledger.arrived(pod, order, nowMillis, events.durationMillis(), budgets.ofArrival());
        observer.podArrived(pod);
        return pod;
    }

    /** Its place among those that wait, lower first. */
    long order(int pod) {
        return ledger.order(pod);
    }

    /** The pod begins to wait before anybody tried to place it. */
    void waitsUntried(int pod) {
        ledger.waitsUntried(pod);
        waiting.add(waiting.of(pod), pod, ledger.order(pod));
        observer.podQueued(pod);
    }

    /** The pod that just arrived fits nowhere and waits. */
    void waits(int pod) {
        waiting.add(waiting.of(pod), pod, ledger.order(pod));
        observer.podWaits(pod);
    }

    /** A waiting pod was tried and fits nowhere. */
    void refused(int pod) {
        if (ledger.failedFirst(pod)) {
            observer.podWaits(pod);
        }
    }

    /** The pod comes to the node and the devices that the scheduler chose last. */
    void place(int pod, int node) {
        cluster.bind(pod, node, scheduler.devices());
        waiting.placementsChanged();
        boolean again = ledger.placedBefore(pod);
        if (again) {
            hasPlaceAgain(pod);
        }
        long start = starts++;
        ledger.placed(pod, start, nowMillis);
        long duration = ledger.durationMillis(pod);
        if (duration != PodArrived.UNKNOWN_DURATION) {
            queue.add(nowMillis + duration, EventKind.POD_END, start, pod);
        }
        observer.podPlaced(pod, nowMillis - ledger.waitingSince(pod), again);
    }

    /** The pod is given up. */
    void drop(int pod) {
        if (ledger.placedBefore(pod)) {
            hasPlaceAgain(pod);
        }
        observer.podDropped(pod);
        forget(pod);
    }

    /** Whether the planned end of a pod that was placed then still means anything. */
    boolean runsSince(int pod, long start) {
        return ledger.runsSince(pod, start);
    }

    /** The pod ran for as long as it should. */
    void end(int pod) {
        int node = cluster.pods().node(pod);
        cluster.unbind(pod);
        waiting.roomChanged();
        observer.podFinished(pod, node);
        forget(pod);
    }

    /** The pod loses its place. */
    void evict(int pod, EvictionCause cause) {
        int node = cluster.pods().node(pod);
        long ranMillis = nowMillis - ledger.startMillis(pod);
        cluster.unbind(pod);
        waiting.placementsChanged();
        OnNodeLoss fate = cause == EvictionCause.FAILURE ? rules.onNodeLoss() : OnNodeLoss.RESUBMIT;
        @Nullable Budget budget = ledger.budget(pod);
        if (budget != null && fate != OnNodeLoss.KILL) {
            budget.missesOne();
        }
        if (fate != OnNodeLoss.RESUBMIT) {
            observer.podGone(pod, node, fate, ranMillis);
            forget(pod);
            return;
        }
        boolean anew = rules.restart() == Restart.FULL;
        ledger.evicted(pod, nowMillis, anew ? 0 : ranMillis);
        waiting.add(waiting.of(pod), pod, ledger.order(pod));
        observer.podEvicted(pod, node, cause, anew ? ranMillis : 0);
    }

    /** Whether a drain may move the pod: not if its owner misses too many, nor if it came after the drain began. */
    boolean mayMove(int pod, long startsAtDrain) {
        @Nullable Budget budget = ledger.budget(pod);
        return ledger.start(pod) < startsAtDrain && (budget == null || budget.allowsOneMore());
    }

    /** How many placements there were. */
    long starts() {
        return starts;
    }

    /** Whether a budget allows more than it did when this was last asked. */
    boolean budgetFreed() {
        boolean freed = budgetFreed;
        budgetFreed = false;
        return freed;
    }

    /** How many pods arrived and did not go. */
    long present() {
        return arrived - gone;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        nowMillis = state.number(nowMillis);
        arrived = state.small(arrived);
        starts = state.number(starts);
        gone = state.number(gone);
        budgetFreed = state.flag(budgetFreed);
        ledger.state(state);
        budgets.state(state);
    }

    /** The pod of the present event arrived once; it is added so that the cluster knows of it. */
    int arriveAgain() {
        return arriving.add();
    }

    /** The pod of the present event is one that is still there, with this number. */
    void isStillThere(int pod) {
        ledger.budget(pod, budgets.ofArrival());
    }

    /** Which arrival of the run the pod was, counted from 0. */
    long arrival(int pod) {
        return ledger.order(pod) & (1L << Integer.SIZE) - 1;
    }

    /** A pod whose other state was taken waits. */
    void waitsAgain(int pod) {
        waiting.add(waiting.of(pod), pod, ledger.order(pod));
    }

    /** Or is given up: its owner misses it no more. */
    private void hasPlaceAgain(int pod) {
        @Nullable Budget budget = ledger.budget(pod);
        if (budget != null) {
            budget.hasOneBack();
            budgetFreed = true;
        }
    }

    private void forget(int pod) {
        ledger.ended(pod);
        cluster.removePod(pod);
        gone++;
    }
}
