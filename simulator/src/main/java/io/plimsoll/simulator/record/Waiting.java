package io.plimsoll.simulator.record;

import java.util.List;

/**
 * How long pods waited from their arrival (or from the loss of their node) to their placement. Pods that were never
 * placed are not counted here, see {@link Totals}.
 *
 * @param placements placements counted
 * @param withoutWaiting of these, how many came at the first attempt, at the very moment of arrival
 * @param meanMillis mean wait, rounded
 * @param p50Millis half of the placements waited at most this long
 * @param p90Millis nine in ten waited at most this long
 * @param p99Millis 99 in a hundred waited at most this long
 * @param maxMillis the longest wait
 * @param histogram placements per class of waiting time, see {@link WaitHistogram}
 */
public record Waiting(
        long placements,
        long withoutWaiting,
        long meanMillis,
        long p50Millis,
        long p90Millis,
        long p99Millis,
        long maxMillis,
        List<Bucket> histogram) {

    /** @throws IllegalArgumentException when the numbers contradict each other */
    public Waiting {
        histogram = List.copyOf(histogram);
        Require.that(
                withoutWaiting >= 0 && withoutWaiting <= placements,
                "The number of placements without waiting (" + withoutWaiting + ") must be between 0 and all of them ("
                        + placements + ").",
                "a failed attempt was counted as a placement.");
        Require.that(
                p50Millis >= 0 && p50Millis <= p90Millis && p90Millis <= p99Millis && p99Millis <= maxMillis,
                "The waiting times (p50 " + p50Millis + ", p90 " + p90Millis + ", p99 " + p99Millis + ", max "
                        + maxMillis + ") must not be negative and must ascend.",
                "a percentile was read from a histogram that rounds up.");
        long inHistogram = histogram.stream().mapToLong(Bucket::placements).sum();
        Require.that(
                inHistogram == placements,
                "The placements in the histogram (" + inHistogram + ") must be all of them (" + placements + ").",
                "a wait was recorded in one place and not in the other.");
    }

    /** The share of placements that came without waiting, 0..1; 1 when there was none. */
    public double shareWithoutWaiting() {
        return placements == 0 ? 1 : (double) withoutWaiting / placements;
    }

    /**
     * One class of waiting times.
     *
     * @param fromMillis shortest wait in this class
     * @param untilMillis the first wait that is too long for this class, or {@link Long#MAX_VALUE}
     * @param placements placements with such a wait
     */
    public record Bucket(long fromMillis, long untilMillis, long placements) {}
}
