package io.plimsoll.simulator.record;

/**
 * The options that shape a run's result.
 *
 * @param arrivalsOnly pods are placed one by one and never leave. Such a run has no clock: every time in its results is
 *     the number of pods that arrived so far, one per millisecond
 * @param inflate how much the workload was enlarged, as a multiple of the cluster's capacity; 0 when it was taken as it is
 * @param onUnschedulable what happens to a pod that fits nowhere
 */
public record RunOptions(boolean arrivalsOnly, double inflate, OnUnschedulable onUnschedulable) {

    /** @throws IllegalArgumentException when the inflation is negative or not finite */
    public RunOptions {
        Require.notNegative("inflation", inflate);
    }
}
