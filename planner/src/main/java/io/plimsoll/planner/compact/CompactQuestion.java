package io.plimsoll.planner.compact;

/**
 * What is asked about compaction.
 *
 * @param trials how many orders in which nodes are taken away, at least 1
 * @param maxPending which share of the pods may be left waiting, 0..1
 * @param seed of the orders and of random draws
 * @param threads how many at once, at least 1
 */
public record CompactQuestion(int trials, double maxPending, long seed, int threads) {

    /** Trials unless told otherwise, as in the paper. */
    public static final int TRIALS = 11;

    /** The share of pods that Borg leaves waiting when they are too picky. */
    public static final double BORG_PENDING = 0.002;
}
