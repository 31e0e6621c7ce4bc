package io.plimsoll.simulator.record;

/**
 * How often room was kept for a pod group that had waited for longer than its patience.
 *
 * @param turns how often
 * @param timeouts how often it was given up because the group did not get its places in time
 */
public record GroupTurns(long turns, long timeouts) {

    /** Never. */
    public static final GroupTurns NONE = new GroupTurns(0, 0);

    /** @throws IllegalArgumentException when a number is negative */
    public GroupTurns {
        Require.notNegative("number of turns of pod groups", turns);
        Require.notNegative("number of pod groups that were given up", timeouts);
    }
}
