package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.simulator.record.EvictionCause;
import io.plimsoll.simulator.record.OnNodeLoss;
import io.plimsoll.simulator.record.Restart;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.simulator.record.StateExchange;
import io.plimsoll.traces.event.EventKind;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.Arrays;
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
    private final RunningPriorities priorities = new RunningPriorities();
    private final Groups groups = new Groups();
    private final Owners owners;
    private long nowMillis;
    private int arrived;
    private long starts;
    private long gone;
    private boolean budgetFreed;
    private int preempting;

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
        this.owners = new Owners(events);
    }

    /** Time moves on to here. */
    void passTime(long timeMillis) {
        nowMillis = timeMillis;
    }

    /** The pod of the present event arrives; returns its number. */
    int arrive() {
        @Nullable Budget budget = budgets.ofArrival();
        int pod = add(budget);
        waiting.regroup();
        long order = (long) ~priority(pod) << Integer.SIZE | arrived++;
        ledger.arrived(pod, order, nowMillis, events.durationMillis(), owners.ofArrival(), budget);
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
        waiting.addUntried(waiting.of(pod), pod, ledger.order(pod));
        observer.podQueued(pod);
    }

    /** Whether the pod of the present event comes with others of its owner, with which it gets places or does not. */
    boolean comesInGroup() {
        return rules.grouped() && !events.owner().isEmpty();
    }

    /** The pod that just arrived waits for its group. */
    void waitsForGroup(int pod) {
        ledger.waitsUntried(pod);
        groups.arrived(pod, ledger.owner(pod), nowMillis, ledger.order(pod));
        observer.podQueued(pod);
    }

    /** What is known of pod groups. */
    Groups groups() {
        return groups;
    }

    /** The waiting members of a group come to nodes. */
    void placed(Group group) {
        boolean hadTurn = group == groups.favoured();
        groups.placed(group);
        if (hadTurn) {
            waiting.roomChanged();
        }
    }

    /** Room is kept for a group from now on. */
    void turnBegan(Group group) {
        observer.groupTurn(group.waitingCount());
    }

    /** No more room is kept for a group, which had its turn for too long. */
    void turnTimedOut(Group group) {
        observer.groupTimedOut(group.waitingCount());
    }

    /** What time it is. */
    long nowMillis() {
        return nowMillis;
    }

    /** The waiting members of a group are given up. */
    void drop(Group group) {
        int[] members = Arrays.copyOf(group.waiting(), group.waitingCount());
        groups.givenUp(group);
        for (int member : members) {
            drop(member);
        }
    }

    /** The priority of a pod. */
    int priority(int pod) {
        return cluster.pods().template(pod).spec().priority();
    }

    /** Whether pods of lower priority run, whose places a pod could take. */
    boolean anyBelow(int pod) {
        return rules.preempts() && priorities.anyBelow(priority(pod));
    }

    /** Has the cluster know what disruption budgets allow now. */
    void tellBudgets() {
        if (!events.header().budgets().isEmpty()) {
            cluster.setBudgets(budgets.byLabel(ArrivingPods.OWNER));
        }
    }

    /**
     * Whether all that would leave with these victims, their groups included, have a lower priority than a pod: otherwise those that
     * left could come back in its place, and so on for ever.
     */
    boolean mayMakeWay(int preemptor, int[] victims) {
        int priority = priority(preemptor);
        for (int victim : victims) {
            @Nullable Group group = groups.of(victim);
            for (int i = 0; group != null && i < group.held(); i++) {
                if (priority(group.placed(i)) >= priority) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The same for each pod of a group that waits. */
    boolean mayMakeWay(Group preemptors, int[] victims) {
        for (int i = 0; i < preemptors.waitingCount(); i++) {
            if (!mayMakeWay(preemptors.waiting()[i], victims)) {
                return false;
            }
        }
        return true;
    }

    /** Pods make way for another one; their groups with them. */
    void preempt(int preemptor, int[] victims, int overBudget) {
        observer.podPreempts(preemptor, victims.length, overBudget);
        for (int victim : victims) {
            if (cluster.pods().node(victim) != PodTable.NONE) {
                preempting = preemptor;
                evict(victim, EvictionCause.PREEMPTION);
            }
        }
        waiting.roomChanged();
    }

    /** The pod that just arrived fits nowhere and waits. */
    void waits(int pod) {
        fitsNowhere(pod);
        ledger.failedFirst(pod);
        waiting.add(waiting.of(pod), pod, ledger.order(pod));
        observer.podWaits(pod);
    }

    /** A waiting pod was tried and fits nowhere. */
    void refused(int pod) {
        fitsNowhere(pod);
        if (ledger.failedFirst(pod)) {
            observer.podWaits(pod);
        }
    }

    /** The pod comes to the node and the devices that the scheduler chose last. */
    void place(int pod, int node) {
        place(pod, node, scheduler.devices());
    }

    /** The pod comes to a node and devices there. */
    void place(int pod, int node, long devices) {
        cluster.bind(pod, node, devices);
        runs(pod);
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
        fitsNowhere(pod);
        if (ledger.placedBefore(pod)) {
            hasPlaceAgain(pod);
        }
        observer.podDropped(pod);
        groups.ended(pod, false);
        forget(pod);
    }

    /** Checks that nothing has room for a pod that is said to fit nowhere; a member of a group may fit where its group does not. */
    private void fitsNowhere(int pod) {
        if (Checks.FULL && groups.of(pod) == null) {
            SimulationCheck.unschedulable(scheduler, pod);
        }
    }

    /** Whether the planned end of a pod that was placed then still means anything. */
    boolean runsSince(int pod, long start) {
        return ledger.runsSince(pod, start);
    }

    /** The pod ran for as long as it should. */
    void end(int pod) {
        int node = cluster.pods().node(pod);
        cluster.unbind(pod);
        runsNoMore(pod);
        groups.ended(pod, true);
        waiting.roomChanged();
        observer.podFinished(pod, node);
        forget(pod);
    }

    /** The pod loses its place. */
    void evict(int pod, EvictionCause cause) {
        int node = cluster.pods().node(pod);
        long ranMillis = nowMillis - ledger.startMillis(pod);
        cluster.unbind(pod);
        runsNoMore(pod);
        waiting.placementsChanged();
        OnNodeLoss fate = cause == EvictionCause.FAILURE ? rules.onNodeLoss() : OnNodeLoss.RESUBMIT;
        @Nullable Budget budget = ledger.budget(pod);
        if (budget != null && fate != OnNodeLoss.KILL) {
            budget.missesOne();
        }
        if (fate != OnNodeLoss.RESUBMIT) {
            observer.podGone(pod, node, fate, ranMillis);
            groups.ended(pod, true);
            forget(pod);
            return;
        }
        boolean anew = rules.restart() == Restart.FULL;
        ledger.evicted(pod, nowMillis, anew ? 0 : ranMillis);
        @Nullable Group group = groups.leavesIfAlone(pod) ? null : groups.of(pod);
        if (group == null) {
            waiting.addUntried(waiting.of(pod), pod, ledger.order(pod));
        } else {
            groups.waitsAgain(group, pod, ledger.order(pod), nowMillis);
        }
        long lostMillis = anew ? ranMillis : 0;
        observer.podEvicted(pod, node, cause, lostMillis);
        if (cause == EvictionCause.PREEMPTION) {
            observer.podPreempted(pod, owners.name(ledger.owner(pod)), preempting, lostMillis);
        }
        if (group != null && group.held() > 0) {
            breakUp(group, cause);
        }
    }

    /** A group of which a member lost its place loses the others, too: they are of use together only. */
    private void breakUp(Group group, EvictionCause cause) {
        int first = group.placed(0);
        for (int i = 1; i < group.held(); i++) {
            first = ledger.order(group.placed(i)) < ledger.order(first) ? group.placed(i) : first;
        }
        waiting.roomChanged();
        evict(first, cause == EvictionCause.FAILURE ? EvictionCause.GROUP : cause);
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

    /** Exchanges the state of pod groups, once all pods are where they were. */
    void groups(StateExchange state) {
        if (state.takes()) {
            for (int alone : groups.allAreThere()) {
                waiting.add(waiting.of(alone), alone, ledger.order(alone));
            }
        }
        groups.state(state);
        @Nullable Group favoured = groups.favoured();
        for (int i = 0; favoured != null && i < favoured.waitingCount(); i++) {
            int member = favoured.waiting()[i];
            int node = state.small(cluster.nominations().node(member));
            if (state.takes() && node != PodTable.NONE) {
                cluster.nominate(member, node);
            }
        }
    }

    /** The pod of the present event arrived once; it is added so that the cluster knows of it. */
    int arriveAgain() {
        owners.ofArrival();
        return add(budgets.ofArrival());
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
        if (isGrouped(pod)) {
            joinsGroupAgain(pod, false);
        } else {
            waiting.add(waiting.of(pod), pod, ledger.order(pod));
        }
    }

    /** A pod whose other state was taken is on its node. */
    void runsAgain(int pod) {
        if (rules.preempts()) {
            priorities.add(priority(pod), 1);
            cluster.setStart(pod, ledger.startMillis(pod));
        }
        if (isGrouped(pod)) {
            joinsGroupAgain(pod, true);
        }
    }

    private boolean isGrouped(int pod) {
        return rules.grouped() && !owners.name(ledger.owner(pod)).isEmpty();
    }

    private void joinsGroupAgain(int pod, boolean hasPlace) {
        groups.isThere(pod, ledger.owner(pod), ledger.arrivalMillis(pod), ledger.order(pod), hasPlace);
    }

    private int add(@Nullable Budget budget) {
        if (budget == null || !rules.preempts()) {
            return arriving.add();
        }
        budget.isAbout(events.template().namespace());
        return arriving.addOwned();
    }

    private void runs(int pod) {
        if (rules.preempts()) {
            priorities.add(priority(pod), 1);
            cluster.setStart(pod, nowMillis);
        }
    }

    private void runsNoMore(int pod) {
        if (rules.preempts()) {
            priorities.add(priority(pod), -1);
        }
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
