package io.plimsoll.traces.summary;

import java.util.ArrayList;
import java.util.List;

/** Adds up amounts that hold for a while, and gives their means over buckets of time. O(1) per amount. */
final class BucketMeter {

    private final long bucketMillis;
    private final long spanMillis;
    /** Amount times milliseconds within single buckets. */
    private final double[] within;
    /** Changes of what holds for whole buckets. */
    private final double[] changes;

    BucketMeter(long bucketMillis, long spanMillis, int buckets) {
        this.bucketMillis = bucketMillis;
        this.spanMillis = spanMillis;
        this.within = new double[buckets + 1];
        this.changes = new double[buckets + 2];
    }

    /** An amount from a time on until another, or the end of the span. */
    void add(double amount, long fromMillis, long untilMillis) {
        long until = Math.min(untilMillis, spanMillis);
        if (amount == 0 || until <= fromMillis) {
            return;
        }
        int first = (int) (fromMillis / bucketMillis);
        int last = (int) (until / bucketMillis);
        if (first == last) {
            within[first] += amount * (until - fromMillis);
            return;
        }
        within[first] += amount * ((first + 1) * bucketMillis - fromMillis);
        within[last] += amount * (until - last * bucketMillis);
        changes[first + 1] += amount;
        changes[last] -= amount;
    }

    /** The mean of each bucket; of the last one, of its part within the span. */
    List<Double> means() {
        List<Double> means = new ArrayList<>();
        double whole = 0;
        for (int bucket = 0; bucket < within.length - 1; bucket++) {
            whole += changes[bucket];
            long length = Math.min(bucketMillis, spanMillis - bucket * bucketMillis);
            means.add(Math.max(0, whole + within[bucket] / length));
        }
        return means;
    }
}
