package io.plimsoll.simulator.record;

import org.HdrHistogram.Histogram;

/** Collects waiting times; percentiles are exact to three significant digits. */
final class WaitMeter {

    private static final int DIGITS = 3;

    private final Histogram histogram = new Histogram(DIGITS);
    private final WaitHistogram classes = new WaitHistogram();
    private double sum;
    private long longest;
    private long none;

    /** A pod was placed after that wait. */
    void add(long waitMillis) {
        classes.add(waitMillis);
        if (waitMillis == 0) {
            none++;
        } else {
            histogram.recordValue(waitMillis);
            sum += waitMillis;
            longest = Math.max(longest, waitMillis);
        }
    }

    /** What was added; nothing may be added afterwards. */
    Waiting waiting() {
        histogram.recordValueWithCount(0, none);
        long placements = histogram.getTotalCount();
        return new Waiting(
                placements,
                none,
                placements == 0 ? 0 : Math.round(sum / placements),
                percentile(50),
                percentile(90),
                percentile(99),
                longest,
                classes.buckets());
    }

    /** The histogram gives the largest value it cannot tell from the percentile, which may be above the longest. */
    private long percentile(double percent) {
        return Math.min(longest, histogram.getValueAtPercentile(percent));
    }
}
