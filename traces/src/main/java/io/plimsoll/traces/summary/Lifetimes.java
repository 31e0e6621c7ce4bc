package io.plimsoll.traces.summary;

import io.plimsoll.traces.event.TraceEvent.PodArrived;

/**
 * How long pods run, in bounded memory: counts in buckets that are one millisecond wide below 128 and at most 1 % of their
 * value above.
 */
final class Lifetimes {

    private static final int PRECISION_BITS = 7;
    private static final int LINEAR = 1 << PRECISION_BITS;

    private final long[] buckets = new long[Long.SIZE * LINEAR];
    private long known;
    private long unknown;
    private long least = Long.MAX_VALUE;
    private long most;
    private double sum;

    void add(long millis) {
        if (millis == PodArrived.UNKNOWN_DURATION) {
            unknown++;
            return;
        }
        buckets[bucket(millis)]++;
        known++;
        least = Math.min(least, millis);
        most = Math.max(most, millis);
        sum += millis;
    }

    TraceSummary.Lifetimes summary() {
        return new TraceSummary.Lifetimes(
                known,
                unknown,
                known == 0 ? 0 : least,
                quantile(0.1),
                quantile(0.5),
                quantile(0.9),
                quantile(0.99),
                most,
                known == 0 ? 0 : sum / known);
    }

    private long quantile(double share) {
        long rank = (long) Math.ceil(share * known);
        long seen = 0;
        for (int i = 0; i < buckets.length && rank > 0; i++) {
            seen += buckets[i];
            if (seen >= rank) {
                return Math.max(least, start(i));
            }
        }
        return 0;
    }

    /** Numbers with as many bits share rows of 128 buckets. */
    private static int bucket(long millis) {
        int shift = Math.max(0, Long.SIZE - PRECISION_BITS - 1 - Long.numberOfLeadingZeros(millis));
        return shift * LINEAR + (int) (millis >>> shift);
    }

    private static long start(int bucket) {
        int shift = Math.max(0, bucket / LINEAR - 1);
        return (long) (bucket - shift * LINEAR) << shift;
    }
}
