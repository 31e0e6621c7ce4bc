package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.record.FixedDecimal;
import io.plimsoll.simulator.report.Words;
import io.plimsoll.simulator.statistics.Interval;
import java.util.Objects;

/** What a difference means, in a sentence without its full stop. */
final class DifferenceWords {

    private DifferenceWords() {}

    /**
     * For example {@code best-fit needs 1.8 to 2.3 % fewer nodes than least-allocated}, or {@code no difference in mean wait
     * between fgd and best-fit that 10 seeds can show (−12 s to +4 s)}.
     */
    static String of(Comparison comparison, Difference difference) {
        String who = comparison.plan().entrants().get(difference.entrant()).text();
        String other = comparison.baseline().text();
        Metric metric = difference.metric();
        return switch (difference.outcome()) {
            case EQUAL -> who + " and " + other + " have the same " + metric.label() + " in every run";
            case UNSURE ->
                "%s differs from %s in %s by %s; one observation each, so nobody can say how sure that is"
                        .formatted(
                                who,
                                other,
                                metric.label(),
                                MetricWords.change(
                                        metric.unit(), difference.paired().mean()));
            case NOT_SHOWN ->
                "no difference in %s between %s and %s that %s can show (%s)"
                        .formatted(metric.label(), who, other, basis(difference), doubt(difference));
            case MORE, LESS ->
                who + " " + phrase(difference) + " than " + other
                        + (difference.evidence() == Evidence.WITHIN_RUN ? " in this run" : "");
        };
    }

    /** On what a statement rests: {@code 10 seeds}. */
    private static String basis(Difference difference) {
        return difference.evidence() == Evidence.WITHIN_RUN
                ? "this one run"
                : Words.counted(difference.paired().count(), "seed", "seeds");
    }

    private static String doubt(Difference difference) {
        Interval interval = Objects.requireNonNull(difference.interval());
        String words = MetricWords.change(difference.metric().unit(), interval);
        return interval.contains(0)
                ? words
                : words + ", but p is " + FixedDecimal.fixed(difference.adjusted(), 2) + " among so many policies";
    }

    private static String phrase(Difference difference) {
        boolean more = difference.outcome() == Difference.Outcome.MORE;
        Interval interval = Objects.requireNonNull(difference.interval());
        String range = MetricWords.range(difference.metric().unit(), interval);
        String amount = more ? " more" : " less";
        String number = more ? " more " : " fewer ";
        return switch (difference.metric()) {
            case GPU_ALLOCATION -> "keeps " + range + amount + " of the GPUs allocated";
            case CPU_ALLOCATION -> "keeps " + range + amount + " of the CPU allocated";
            case MEMORY_ALLOCATION -> "keeps " + range + amount + " of the memory allocated";
            case GPU_FRAGMENTATION -> "leaves " + range + amount + " of the GPUs fragmented";
            case NODES_IN_USE ->
                "needs "
                        + (difference.relativeInterval() == null
                                ? range
                                : MetricWords.percentRange(difference.relativeInterval()))
                        + number + "nodes";
            case NODES_OVER_BOUND ->
                "stays " + range + (more ? " further from" : " nearer to") + " the lower bound of nodes";
            case UNPLACED_PODS -> "leaves " + range + number + "pods without a place";
            case MEAN_WAIT -> "lets pods wait " + range + (more ? " longer" : " less") + " on average";
            case P99_WAIT -> "has a 99th percentile of waits that is " + range + (more ? " longer" : " shorter");
            case EVICTIONS -> "has " + range + number + "evictions";
        };
    }
}
