package io.plimsoll.simulator.record;

/**
 * The options that shape a run's result.
 *
 * @param arrivalsOnly pods are placed one by one and never leave. Such a run has no clock: every time in its results is
 *     the number of pods that arrived so far, one per millisecond
 * @param inflate how much the workload was enlarged, as a multiple of the cluster's capacity; 0 when it was taken as it is
 * @param rules how pods were treated
 * @param warmUpMillis how much of the beginning the measures leave out
 * @param horizonMillis when the run was to end if it did not before; 0 for no such time
 */
public record RunOptions(boolean arrivalsOnly, double inflate, RunRules rules, long warmUpMillis, long horizonMillis) {

    /** @throws IllegalArgumentException when a number is negative or the warm-up takes all of the run */
    public RunOptions {
        Require.notNegative("inflation", inflate);
        Require.notNegative("warm-up", warmUpMillis);
        Require.notNegative("horizon", horizonMillis);
        Require.that(
                horizonMillis == 0 || warmUpMillis < horizonMillis,
                "The warm-up (" + warmUpMillis + " ms) must be shorter than the horizon (" + horizonMillis + " ms).",
                "the two were mixed up.");
    }

    /** A run by the usual rules, measured from its beginning to its end. */
    public RunOptions(boolean arrivalsOnly, double inflate, OnUnschedulable onUnschedulable) {
        this(arrivalsOnly, inflate, RunRules.of(onUnschedulable), 0, 0);
    }

    /** What happened to a pod that fitted nowhere. */
    public OnUnschedulable onUnschedulable() {
        return rules.onUnschedulable();
    }
}
