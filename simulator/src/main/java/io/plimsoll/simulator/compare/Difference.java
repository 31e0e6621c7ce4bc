package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.statistics.Interval;
import io.plimsoll.simulator.statistics.MovingBlocks;
import io.plimsoll.simulator.statistics.PairedT;
import io.plimsoll.simulator.statistics.Sample;
import org.jspecify.annotations.Nullable;

/**
 * How an entrant differs from the baseline in one metric, paired by seed. Intervals are for 95 % confidence.
 *
 * @param metric the metric
 * @param entrant the number of the entrant
 * @param ours its values over the seeds
 * @param baseline those of the baseline over the same seeds
 * @param paired the differences, ours minus the baseline's
 * @param bootstrap BCa interval of the mean difference; null below ten seeds, or when no seed changes anything
 * @param student Student's paired t test; null below two seeds, or when no seed changes anything
 * @param adjusted its probability after Holm's correction over the policies; NaN without one, and for bounds, which are
 *     beyond doubt
 * @param withinRun moving-block bootstrap of the difference within the one run there is; else null
 * @param relative the mean difference as a share of the baseline's mean; NaN when that is not above 0
 * @param relativeInterval the interval of that share, from the same evidence; null when there is none
 */
public record Difference(
        Metric metric,
        int entrant,
        Sample ours,
        Sample baseline,
        Sample paired,
        @Nullable Interval bootstrap,
        @Nullable PairedT student,
        double adjusted,
        @Nullable MovingBlocks withinRun,
        double relative,
        @Nullable Interval relativeInterval) {

    /** The confidence of all intervals. */
    public static final double CONFIDENCE = 0.95;

    /** What can be said of a difference. */
    public enum Outcome {
        /** The entrant has more. */
        MORE("more"),
        /** The entrant has less. */
        LESS("less"),
        /** The values are equal, run by run. */
        EQUAL("equal"),
        /** What was run cannot tell whether there is a difference. */
        NOT_SHOWN("notShown"),
        /** There is a difference, of one observation, and so no saying how sure it is. */
        UNSURE("unsure");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        /** The word that stands in {@code comparison.json}. */
        public String text() {
            return text;
        }
    }

    /** On what the interval rests. */
    public Evidence evidence() {
        if (bootstrap != null) {
            return Evidence.BOOTSTRAP;
        }
        if (student != null) {
            return Evidence.STUDENT;
        }
        return withinRun != null ? Evidence.WITHIN_RUN : Evidence.NONE;
    }

    /** The interval of the mean difference; null when there is none. */
    public @Nullable Interval interval() {
        if (bootstrap != null) {
            return bootstrap;
        }
        if (student != null) {
            return student.interval();
        }
        return withinRun == null ? null : withinRun.interval();
    }

    /** What can be said. A difference counts when its interval excludes 0 and its adjusted probability is below 5 %. */
    public Outcome outcome() {
        if (paired.mean() == 0 && !(paired.deviation() > 0)) {
            return Outcome.EQUAL;
        }
        Interval interval = interval();
        if (interval == null) {
            return Outcome.UNSURE;
        }
        if (interval.contains(0) || adjusted >= 1 - CONFIDENCE) {
            return Outcome.NOT_SHOWN;
        }
        return paired.mean() > 0 ? Outcome.MORE : Outcome.LESS;
    }

    /** The same with an adjusted probability. */
    Difference withAdjusted(double probability) {
        return new Difference(
                metric,
                entrant,
                ours,
                baseline,
                paired,
                bootstrap,
                student,
                probability,
                withinRun,
                relative,
                relativeInterval);
    }
}
