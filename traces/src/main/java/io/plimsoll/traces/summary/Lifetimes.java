package io.plimsoll.traces.summary;

import java.util.List;

/**
 * How long pods run. Quantiles are exact to one per cent.
 *
 * @param known pods whose end is known
 * @param unknown pods whose end is not known
 * @param meanMillis mean of the known ones; 0 when there are none
 * @param medianMillis half of the known ones run at most so long
 * @param p90Millis nine in ten
 * @param p99Millis ninety-nine in a hundred
 * @param maxMillis the longest
 * @param bars the known ones by length, from the shortest to the longest
 */
public record Lifetimes(
        long known,
        long unknown,
        double meanMillis,
        long medianMillis,
        long p90Millis,
        long p99Millis,
        long maxMillis,
        List<Bar> bars) {

    /**
     * Pods that run about as long.
     *
     * @param fromMillis at least so long
     * @param untilMillis and less than that; {@link Long#MAX_VALUE} for the longest
     * @param pods how many
     */
    public record Bar(long fromMillis, long untilMillis, long pods) {}

    /** Copies its arguments. */
    public Lifetimes {
        bars = List.copyOf(bars);
    }
}
