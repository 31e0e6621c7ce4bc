package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.Preemption;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.simulator.record.QueueOrder;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.simulator.record.StateExchange;
import org.jspecify.annotations.Nullable;

/** Which pod the scheduler is asked about, and when: on arrival, when something may have helped, or when it has time. */
final class Attempts {

    private final boolean drops;
    private final boolean strict;
    private final Cluster cluster;
    private final Scheduler scheduler;
    private final WaitingPods waiting;
    private final PodLife pods;
    private final DecisionServer server;
    private final Preemption preemption;
    private final GroupAttempts groups;
    private int served;
    private long nowMillis;

    Attempts(RunRules rules, Cluster cluster, Scheduler scheduler, WaitingPods waiting, PodLife pods) {
        this.drops = rules.drops();
        this.strict = rules.queue() == QueueOrder.STRICT;
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.waiting = waiting;
        this.pods = pods;
        this.server = new DecisionServer(rules.decisionMicros());
        this.preemption = new Preemption(scheduler);
        this.groups = new GroupAttempts(cluster, scheduler, waiting, pods, rules);
    }

    /** Time moves on to here. */
    void passTime(long timeMillis) {
        nowMillis = timeMillis;
    }

    /** A pod that just arrived is tried, or gets in line. */
    void first(int pod) {
        if (pods.comesInGroup()) {
            pods.waitsForGroup(pod);
            return;
        }
        tryFirst(pod);
    }

    private void tryFirst(int pod) {
        if (server.takesTime() || (strict && !comesFirst(pods.order(pod)))) {
            pods.waitsUntried(pod);
            return;
        }
        WaitingClass waitingClass = waiting.of(pod);
        boolean mayGet = waiting.mayGet(waitingClass, pods.order(pod));
        int node = mayGet ? scheduler.decide(pod) : Scheduler.UNSCHEDULABLE;
        node = node == Scheduler.UNSCHEDULABLE ? preempting(pod) : node;
        if (node != Scheduler.UNSCHEDULABLE) {
            pods.place(pod, node);
            return;
        }
        if (mayGet) {
            failed(waitingClass);
        }
        if (drops) {
            pods.drop(pod);
        } else {
            pods.waits(pod);
        }
    }

    /** No more pods of the group that is arriving come. */
    void groupArrived() {
        int alone = pods.groups().arrivedWhole();
        if (alone != PodTable.NONE) {
            tryFirst(alone);
        }
    }

    /** Tries waiting pods if that is due, or begins to think about one; whether it did. */
    boolean act() {
        boolean due = waiting.roundDue()
                || (drops && (waiting.size() > 0 || !pods.groups().waiting().isEmpty()))
                || pods.groups().anyUntried()
                || (pods.groups().waitingPods() > 0 && groups.next(Long.MAX_VALUE) != null);
        if (!due || server.busy()) {
            return false;
        }
        if (server.takesTime()) {
            return think();
        }
        if (strict) {
            retryInLine();
        } else {
            retry();
        }
        return true;
    }

    /** Whether the decision that is being made takes effect at that time or before. */
    boolean decidesBy(long timeMillis) {
        return server.busy() && server.endMillis() <= timeMillis;
    }

    /** When the decision that is being made takes effect. */
    long decidesAtMillis() {
        return server.endMillis();
    }

    /** Whether a decision is being made. */
    boolean thinks() {
        return server.busy();
    }

    /** The decision that was being made is made, by what is true now. */
    void decide() {
        server.end();
        int pod = served;
        int node = decide(pod);
        if (node != Scheduler.UNSCHEDULABLE) {
            pods.place(pod, node);
        } else if (drops) {
            pods.drop(pod);
        } else {
            WaitingClass waitingClass = waiting.of(pod);
            waiting.failed(waitingClass);
            waiting.add(waitingClass, pod, pods.order(pod));
            pods.refused(pod);
        }
    }

    /** How many pods wait, the one that is thought about included. */
    int waitingPods() {
        return waiting.size() + pods.groups().waitingPods() + (server.busy() ? 1 : 0);
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        nowMillis = state.number(nowMillis);
        served = state.small(served);
        server.state(state);
    }

    /** Whether the pod is the one that is thought about. */
    boolean isServed(int pod) {
        return server.busy() && served == pod;
    }

    private boolean comesFirst(long order) {
        @Nullable WaitingClass first = waiting.first();
        return first == null || order < first.firstOrder();
    }

    private boolean think() {
        @Nullable WaitingClass next = next();
        if (next == null) {
            waiting.endAttempts();
            return false;
        }
        served = next.firstPod();
        waiting.removeFirst(next);
        server.begin(nowMillis);
        return true;
    }

    /** The class whose first pod is to be tried next; null when there is none. */
    private @Nullable WaitingClass next() {
        if (!strict) {
            return waiting.firstThatMayFit();
        }
        @Nullable WaitingClass first = waiting.first();
        return first != null && waiting.mayFit(first) ? first : null;
    }

    /** Places waiting pods in line until the first one does not fit. */
    private void retryInLine() {
        for (@Nullable WaitingClass next = next(); next != null; next = next()) {
            int pod = next.firstPod();
            int node = decide(pod);
            if (node == Scheduler.UNSCHEDULABLE) {
                waiting.failed(next);
                pods.refused(pod);
            } else {
                waiting.removeFirst(next);
                pods.place(pod, node);
            }
        }
        waiting.endAttempts();
    }

    /** Places waiting pods until none fits. */
    private void retry() {
        waiting.beginRound();
        pods.groups().allTried();
        while (true) {
            @Nullable Group group = pods.groups().waitingPods() == 0 ? null : groups.next(waiting.nextOrder());
            if (group != null) {
                if (groups.tried(group)) {
                    waiting.beginRound();
                }
                continue;
            }
            @Nullable WaitingClass next = waiting.nextCandidate();
            if (next == null) {
                break;
            }
            retry(next);
        }
        if (drops) {
            for (WaitingClass first = waiting.first(); first != null; first = waiting.first()) {
                int pod = first.firstPod();
                waiting.removeFirst(first);
                pods.drop(pod);
            }
            while (!pods.groups().waiting().isEmpty()) {
                pods.drop(pods.groups().waiting().get(0));
            }
        }
    }

    /** Tries the first pod of a class in a round. */
    private void retry(WaitingClass next) {
        int pod = next.firstPod();
        int node = scheduler.decide(pod);
        boolean fits = node != Scheduler.UNSCHEDULABLE;
        node = fits ? node : preempting(pod);
        if (node == Scheduler.UNSCHEDULABLE) {
            failed(next);
            return;
        }
        waiting.removeFirst(next);
        pods.place(pod, node);
        waiting.placed(next);
        if (!fits) {
            // There is more room than before: pods that come first may fit now.
            waiting.beginRound();
        }
    }

    /** A pod of the class was tried in vain: none fits, or it must leave others what they were promised. */
    private void failed(WaitingClass waitingClass) {
        if (cluster.nominations().isEmpty() || scheduler.decide(waitingClass.podClass) == Scheduler.UNSCHEDULABLE) {
            waiting.failed(waitingClass);
        } else {
            waiting.heldBack(waitingClass);
        }
    }

    /** Decides about a pod, by preemption if there is no other way. */
    private int decide(int pod) {
        int node = scheduler.decide(pod);
        return node == Scheduler.UNSCHEDULABLE ? preempting(pod) : node;
    }

    /** Has pods make way for one that fits nowhere; its node then, or that there is none. */
    private int preempting(int pod) {
        if (!pods.anyBelow(pod)) {
            return Scheduler.UNSCHEDULABLE;
        }
        pods.tellBudgets();
        if (preemption.find(pod) == Scheduler.UNSCHEDULABLE || !pods.mayMakeWay(pod, preemption.victims())) {
            return Scheduler.UNSCHEDULABLE;
        }
        pods.preempt(pod, preemption.victims(), preemption.violations());
        return scheduler.decide(pod);
    }
}
