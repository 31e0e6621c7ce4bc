package io.plimsoll.simulator.record;

/**
 * What became of the pods of a run. Always {@code arrived = finished + running + pending + dropped + killed + lost},
 * in a run that was stopped early too.
 *
 * @param arrived pods that arrived
 * @param placed different pods that were placed at least once
 * @param finished pods that ran to their end
 * @param running pods on a node when the run ended
 * @param pending pods that still waited when the run ended
 * @param dropped pods given up because no node could take them
 * @param killed pods that ended with a node that failed
 * @param lost pods lost with a node that failed
 * @param rescheduled how often a pod lost its node and went back to the queue
 * @param decisions how often the scheduler was asked for a node, attempts without success included
 */
public record Totals(
        long arrived,
        long placed,
        long finished,
        long running,
        long pending,
        long dropped,
        long killed,
        long lost,
        long rescheduled,
        long decisions) {

    /** @throws IllegalArgumentException when a count is negative or the sum does not hold */
    public Totals {
        Require.notNegative("number of finished pods", finished);
        Require.notNegative("number of running pods", running);
        Require.notNegative("number of pending pods", pending);
        Require.notNegative("number of dropped pods", dropped);
        Require.notNegative("number of killed pods", killed);
        Require.notNegative("number of lost pods", lost);
        Require.notNegative("number of rescheduled pods", rescheduled);
        Require.notNegative("number of decisions", decisions);
        Require.that(
                arrived == finished + running + pending + dropped + killed + lost,
                "The number of arrived pods (" + arrived + ") must be the sum of finished (" + finished + "), running ("
                        + running + "), pending (" + pending + "), dropped (" + dropped + "), killed (" + killed
                        + ") and lost (" + lost + ") ones.",
                "a pod that lost its node was counted twice.");
        Require.that(
                placed >= finished + running + killed + lost && placed <= arrived,
                "The number of placed pods (" + placed
                        + ") must be between finished plus running plus killed plus lost ("
                        + (finished + running + killed + lost) + ") and arrived (" + arrived + ").",
                "a pod that was placed twice was counted twice.");
    }
}
