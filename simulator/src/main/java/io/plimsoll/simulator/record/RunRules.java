package io.plimsoll.simulator.record;

/**
 * The rules by which a run treats its pods, beside the policy that chooses nodes.
 *
 * @param onUnschedulable what happens to a pod that fits nowhere
 * @param onNodeLoss what happens to the pods of a node that fails
 * @param restart how long a pod runs that is placed again
 * @param queue whether waiting pods may overtake each other
 * @param decisionMicros how long the scheduler thinks about one pod, in microseconds of virtual time; 0 for not at all
 * @param preempts whether a pod that fits nowhere takes the place of pods of lower priority
 * @param grouped whether pods of one owner that arrive together are a pod group: all of them get places, or none
 * @param groupPatienceMillis how long a group waits before room is kept for it
 * @param groupTimeoutMillis how long room is kept for a group at most; then it is given up and its patience begins anew
 */
public record RunRules(
        OnUnschedulable onUnschedulable,
        OnNodeLoss onNodeLoss,
        Restart restart,
        QueueOrder queue,
        long decisionMicros,
        boolean preempts,
        boolean grouped,
        long groupPatienceMillis,
        long groupTimeoutMillis) {

    /** How long a group waits before room is kept for it, when nothing is said: an hour. */
    public static final long DEFAULT_GROUP_PATIENCE_MILLIS = 3_600_000L;

    /** How long room is kept for a group at most, when nothing is said: a day. */
    public static final long DEFAULT_GROUP_TIMEOUT_MILLIS = 86_400_000L;

    /** The longest decision: a virtual day. */
    public static final long MOST_DECISION_MICROS = 86_400_000_000L;

    /** @throws IllegalArgumentException when the decision time is out of range, or pods are dropped from a strict queue */
    public RunRules {
        Require.that(
                decisionMicros >= 0 && decisionMicros <= MOST_DECISION_MICROS,
                "The decision time (" + decisionMicros + " us) must be between 0 and a day.",
                "the unit is wrong: 10ms lets the scheduler decide 100 pods a second.");
        Require.that(
                queue != QueueOrder.STRICT || onUnschedulable == OnUnschedulable.QUEUE,
                "The queue (strict) must not come with dropping: nothing waits in it.",
                "one of the two was meant for another run.");
        Require.that(
                groupPatienceMillis >= 0,
                "The patience of pod groups (" + groupPatienceMillis + " ms) must not be below 0.",
                "0 was meant: room is kept for a group at once.");
        Require.that(
                groupTimeoutMillis > 0,
                "The timeout of pod groups (" + groupTimeoutMillis + " ms) must be above 0.",
                "no room should be kept at all: then the patience may be as long as the run.");
        Require.that(
                !grouped || (queue == QueueOrder.RELAXED && decisionMicros == 0),
                "Pod groups must not come with a strict queue or decisions that take time.",
                "one of them was meant for another run.");
    }

    /** Rules without preemption and groups. */
    public RunRules(
            OnUnschedulable onUnschedulable,
            OnNodeLoss onNodeLoss,
            Restart restart,
            QueueOrder queue,
            long decisionMicros) {
        this(
                onUnschedulable,
                onNodeLoss,
                restart,
                queue,
                decisionMicros,
                false,
                false,
                DEFAULT_GROUP_PATIENCE_MILLIS,
                DEFAULT_GROUP_TIMEOUT_MILLIS);
    }

    /** The rules of a run about which nothing was said but what becomes of pods that fit nowhere. */
    public static RunRules of(OnUnschedulable onUnschedulable) {
        return new RunRules(onUnschedulable, OnNodeLoss.RESUBMIT, Restart.FULL, QueueOrder.RELAXED, 0);
    }

    /** These rules with preemption or without. */
    public RunRules withPreemption(boolean on) {
        return with(on, grouped, groupPatienceMillis, groupTimeoutMillis);
    }

    /** These rules with pod groups or without. */
    public RunRules withGroups(boolean on) {
        return with(preempts, on, groupPatienceMillis, groupTimeoutMillis);
    }

    /** These rules with that patience of groups. */
    public RunRules withGroupPatience(long millis) {
        return with(preempts, grouped, millis, groupTimeoutMillis);
    }

    /** These rules with that timeout of groups. */
    public RunRules withGroupTimeout(long millis) {
        return with(preempts, grouped, groupPatienceMillis, millis);
    }

    private RunRules with(boolean preempting, boolean inGroups, long patienceMillis, long timeoutMillis) {
        return new RunRules(
                onUnschedulable,
                onNodeLoss,
                restart,
                queue,
                decisionMicros,
                preempting,
                inGroups,
                patienceMillis,
                timeoutMillis);
    }

    /** Whether pods that fit nowhere are dropped. */
    public boolean drops() {
        return onUnschedulable == OnUnschedulable.DROP;
    }
}
