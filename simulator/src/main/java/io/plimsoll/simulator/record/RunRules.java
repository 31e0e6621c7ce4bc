package io.plimsoll.simulator.record;

/**
 * The rules by which a run treats its pods, beside the policy that chooses nodes.
 *
 * @param onUnschedulable what happens to a pod that fits nowhere
 * @param onNodeLoss what happens to the pods of a node that fails
 * @param restart how long a pod runs that is placed again
 * @param queue whether waiting pods may overtake each other
 * @param decisionMicros how long the scheduler thinks about one pod, in microseconds of virtual time; 0 for not at all
 */
public record RunRules(
        OnUnschedulable onUnschedulable,
        OnNodeLoss onNodeLoss,
        Restart restart,
        QueueOrder queue,
        long decisionMicros) {

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
    }

    /** The rules of a run about which nothing was said but what becomes of pods that fit nowhere. */
    public static RunRules of(OnUnschedulable onUnschedulable) {
        return new RunRules(onUnschedulable, OnNodeLoss.RESUBMIT, Restart.FULL, QueueOrder.RELAXED, 0);
    }

    /** Whether pods that fit nowhere are dropped. */
    public boolean drops() {
        return onUnschedulable == OnUnschedulable.DROP;
    }
}
