package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.statistics.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a comparison. Equal for equal plans, whatever the threads and their timing.
 *
 * @param plan what was to be compared
 * @param runs the complete runs, by entrant and seed
 * @param compared those of them that means and differences are taken of: of seeds that every entrant ran completely, so
 *     that all means are over the same seeds; all runs where there is no such seed
 * @param metrics those of which some run has a value
 * @param differences every entrant against the baseline, by metric and entrant
 */
public record Comparison(
        ComparisonPlan plan,
        List<ComparedRun> runs,
        List<ComparedRun> compared,
        List<Metric> metrics,
        List<Difference> differences) {

    /** The version of {@code comparison.json}, raised when a reader of the former one could misread it. */
    public static final int SCHEMA_VERSION = 1;

    /** Copies the lists. */
    public Comparison {
        runs = List.copyOf(runs);
        compared = List.copyOf(compared);
        metrics = List.copyOf(metrics);
        differences = List.copyOf(differences);
    }

    /** Compares runs, in any order. */
    static Comparison of(ComparisonPlan plan, List<ComparedRun> runs) {
        List<ComparedRun> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparingInt(ComparedRun::entrant).thenComparingLong(ComparedRun::seed));
        List<ComparedRun> compared = ofCompleteSeeds(plan, sorted);
        List<Metric> metrics = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (compared.stream().anyMatch(run -> !Double.isNaN(run.value(metric)))) {
                metrics.add(metric);
                differences.addAll(new Differences(plan, compared).in(metric));
            }
        }
        return new Comparison(plan, sorted, compared, metrics, differences);
    }

    private static List<ComparedRun> ofCompleteSeeds(ComparisonPlan plan, List<ComparedRun> runs) {
        Map<Long, Integer> perSeed = new HashMap<>();
        runs.forEach(run -> perSeed.merge(run.seed(), 1, Integer::sum));
        int all = plan.entrants().size();
        List<ComparedRun> complete = runs.stream()
                .filter(run -> perSeed.getOrDefault(run.seed(), 0) == all)
                .toList();
        return complete.isEmpty() ? runs : complete;
    }

    /** Whether every run was done. */
    public boolean complete() {
        return runs.size() == plan.runs();
    }

    /** The entrant that the others are compared with. */
    public Entrant baseline() {
        return plan.entrants().get(plan.baseline());
    }

    /** Whether the seed changes anything for an entrant. */
    public boolean dependsOnSeed(int entrant) {
        return new Differences(plan, compared).dependsOnSeed(entrant);
    }

    /** The values of an entrant over the seeds. */
    public Sample sample(Metric metric, int entrant) {
        return Sample.of(compared.stream()
                .filter(run -> run.entrant() == entrant)
                .mapToDouble(run -> run.value(metric))
                .filter(value -> !Double.isNaN(value))
                .toArray());
    }

    /** The difference of an entrant from the baseline; null for the baseline itself, or without values. */
    public @Nullable Difference difference(Metric metric, int entrant) {
        for (Difference difference : differences) {
            if (difference.metric() == metric && difference.entrant() == entrant) {
                return difference;
            }
        }
        return null;
    }

    /** How many seeds every entrant ran completely. */
    public int completeSeeds() {
        Map<Long, Integer> perSeed = new HashMap<>();
        runs.forEach(run -> perSeed.merge(run.seed(), 1, Integer::sum));
        int all = plan.entrants().size();
        return (int) perSeed.values().stream().filter(count -> count == all).count();
    }
}
