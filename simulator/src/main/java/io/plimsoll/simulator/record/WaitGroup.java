package io.plimsoll.simulator.record;

/**
 * How long the pods of one group waited, as {@link Waiting}; percentiles are exact to two significant digits.
 *
 * @param name what the pods have in common: what they ask for, or their priority
 */
public record WaitGroup(
        String name,
        long placements,
        long withoutWaiting,
        long meanMillis,
        long p50Millis,
        long p90Millis,
        long p99Millis,
        long maxMillis) {

    /** @throws IllegalArgumentException when the numbers contradict each other */
    public WaitGroup {
        Require.that(
                withoutWaiting >= 0 && withoutWaiting <= placements,
                "The number of placements without waiting (" + withoutWaiting + ") of group (" + name
                        + ") must be between 0 and all of them (" + placements + ").",
                "a placement was counted in another group.");
    }
}
