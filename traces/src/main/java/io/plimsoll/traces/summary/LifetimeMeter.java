package io.plimsoll.traces.summary;

import java.util.ArrayList;
import java.util.List;

/** Counts lifetimes in steps of one per cent. */
final class LifetimeMeter {

    private static final double STEP = StrictMath.log(1.01);
    private static final int STEPS = 1 + (int) (StrictMath.log(0x1p62) / STEP);
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] BOUNDS = {
        0, SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, DAY, 7 * DAY, 28 * DAY, Long.MAX_VALUE
    };

    private final long[] bySteps = new long[STEPS];
    private final long[] byBounds = new long[BOUNDS.length - 1];
    private long known;
    private long unknown;
    private double sum;
    private long max;

    void add(long millis) {
        known++;
        sum += millis;
        max = Math.max(max, millis);
        bySteps[millis < 1 ? 0 : (int) (StrictMath.log((double) millis) / STEP)]++;
        int bar = 0;
        while (millis >= BOUNDS[bar + 1]) {
            bar++;
        }
        byBounds[bar]++;
    }

    void addUnknown() {
        unknown++;
    }

    Lifetimes lifetimes() {
        List<Lifetimes.Bar> bars = new ArrayList<>();
        for (int i = 0; i < byBounds.length; i++) {
            bars.add(new Lifetimes.Bar(BOUNDS[i], BOUNDS[i + 1], byBounds[i]));
        }
        return new Lifetimes(
                known, unknown, known == 0 ? 0 : sum / known, quantile(0.5), quantile(0.9), quantile(0.99), max, bars);
    }

    /** The upper end of the step in which the quantile lies, and at most the longest lifetime. */
    private long quantile(double part) {
        long wanted = (long) Math.ceil(part * known);
        long below = 0;
        for (int step = 0; step < STEPS; step++) {
            below += bySteps[step];
            if (below >= wanted) {
                return Math.min(max, (long) StrictMath.exp((step + 1) * STEP));
            }
        }
        return max;
    }
}
