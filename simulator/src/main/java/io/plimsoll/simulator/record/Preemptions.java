package io.plimsoll.simulator.record;

import java.util.List;

/**
 * Who had to go for pods of higher priority, how often, and for whom.
 *
 * @param preempting how often a pod took the place of others
 * @param evictions how often a pod made way
 * @param pods how many different pods did
 * @param mostOfOnePod how often one and the same pod did at most
 * @param overBudget how many of the evictions a disruption budget did not allow
 * @param byPriority by the priorities of both, the most evictions first
 * @param byOwner by the owner of those that made way, the most evictions first; at most {@link #MOST_OWNERS}
 */
public record Preemptions(
        long preempting,
        long evictions,
        long pods,
        long mostOfOnePod,
        long overBudget,
        List<ByPriority> byPriority,
        List<ByOwner> byOwner) {

    /** How many owners are told. */
    public static final int MOST_OWNERS = 20;

    /** Nobody had to. */
    public static final Preemptions NONE = new Preemptions(0, 0, 0, 0, 0, List.of(), List.of());

    /** Copies its arguments. */
    public Preemptions {
        Require.that(
                evictions >= pods && pods >= 0 && overBudget <= evictions,
                "The number of evictions (" + evictions + ") must be at least that of pods (" + pods
                        + ") and that of those over budget (" + overBudget + ").",
                "a pod was counted twice.");
        byPriority = List.copyOf(byPriority);
        byOwner = List.copyOf(byOwner);
    }

    /**
     * Pods of one priority that made way for pods of another one.
     *
     * @param priority of those that made way
     * @param forPriority of those that came
     * @param evictions how often
     * @param lostMillis how long they ran for nothing
     */
    public record ByPriority(int priority, int forPriority, long evictions, long lostMillis) {}

    /**
     * Pods of one owner that made way.
     *
     * @param owner empty for pods without one
     * @param evictions how often
     * @param lostMillis how long they ran for nothing
     */
    public record ByOwner(String owner, long evictions, long lostMillis) {}
}
