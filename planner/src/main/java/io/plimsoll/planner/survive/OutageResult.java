package io.plimsoll.planner.survive;

import java.util.List;

/**
 * What a failure does.
 *
 * @param outage which nodes fail
 * @param evicted how many pods are to be placed again
 * @param gone how many pods go with their nodes: those of DaemonSets, and those being deleted
 * @param waiting those that fit nowhere when the cluster's scheduler places them in its order, as positions of pods, ascending
 * @param least so many wait whatever the order and the scheduler, as long as no other pod moves
 * @param verdict what is known
 * @param budgets the disruption budgets it breaks
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record OutageResult(
        Outage outage, int evicted, int gone, int[] waiting, int least, Verdict verdict, List<BrokenBudget> budgets) {

    /** Copies its list. */
    public OutageResult {
        budgets = List.copyOf(budgets);
    }

    /** What is known of a failure. */
    public enum Verdict {
        /** The scheduler places every pod again. */
        SURVIVED("all placed again"),
        /** The scheduler leaves some pods waiting, and a placement of all of them exists. */
        ANOTHER_ORDER("fits in another order"),
        /** No placement of all of them exists, as long as no other pod moves. */
        IMPOSSIBLE("proven impossible"),
        /** The scheduler leaves some pods waiting, and neither a placement of all nor a proof was found. */
        UNDECIDED("undecided");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** In words. */
        public String words() {
            return words;
        }
    }

    /**
     * A disruption budget that does not hold.
     *
     * @param budget its name
     * @param atLeast how many pods it wants
     * @param atOnce how many are left at the moment of the failure
     * @param after how many there are when all has been placed that fits
     */
    public record BrokenBudget(String budget, int atLeast, int atOnce, int after) {}

    /** Whether every pod is placed again by the scheduler. */
    public boolean survived() {
        return verdict == Verdict.SURVIVED;
    }
}
