package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.statistics.Bca;
import io.plimsoll.simulator.statistics.Holm;
import io.plimsoll.simulator.statistics.Interval;
import io.plimsoll.simulator.statistics.MovingBlocks;
import io.plimsoll.simulator.statistics.PairedT;
import io.plimsoll.simulator.statistics.Sample;
import io.plimsoll.simulator.statistics.Statistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the differences that runs show: every metric, every entrant against the baseline. */
final class Differences {

    /** The fewest seeds from which a bootstrap is worth its name. */
    static final int SEEDS_TO_RESAMPLE = 10;

    private final ComparisonPlan plan;
    /** By entrant, then by seed. */
    private final List<SortedMap<Long, ComparedRun>> runs = new ArrayList<>();

    Differences(ComparisonPlan plan, List<ComparedRun> runs) {
        this.plan = plan;
        for (int entrant = 0; entrant < plan.entrants().size(); entrant++) {
            this.runs.add(new TreeMap<>());
        }
        runs.forEach(run -> this.runs.get(run.entrant()).put(run.seed(), run));
    }

    /** The differences in one metric, in the order of the entrants; those without values left out. */
    List<Difference> in(Metric metric) {
        List<Difference> found = new ArrayList<>();
        for (int entrant = 0; entrant < plan.entrants().size(); entrant++) {
            Difference difference = entrant == plan.baseline() ? null : difference(metric, entrant);
            if (difference != null) {
                found.add(difference);
            }
        }
        return adjusted(found);
    }

    /** Whether the runs of an entrant differ from seed to seed in any metric; true for one that ran once. */
    boolean dependsOnSeed(int entrant) {
        Collection<ComparedRun> ofEntrant = runs.get(entrant).values();
        return plan.workloads().vary()
                || ofEntrant.size() < 2
                || ofEntrant.stream().map(ComparedRun::values).distinct().count() > 1;
    }

    private @Nullable Difference difference(Metric metric, int entrant) {
        List<ComparedRun> ours = new ArrayList<>();
        List<ComparedRun> theirs = new ArrayList<>();
        for (ComparedRun one : runs.get(entrant).values()) {
            ComparedRun two = runs.get(plan.baseline()).get(one.seed());
            if (two != null && !Double.isNaN(one.value(metric) - two.value(metric))) {
                ours.add(one);
                theirs.add(two);
            }
        }
        if (ours.isEmpty()) {
            return null;
        }
        double[] x = ours.stream().mapToDouble(run -> run.value(metric)).toArray();
        double[] y = theirs.stream().mapToDouble(run -> run.value(metric)).toArray();
        double[] paired = new double[x.length];
        Arrays.setAll(paired, i -> x[i] - y[i]);
        boolean replicated = x.length > 1 && (dependsOnSeed(entrant) || dependsOnSeed(plan.baseline()));
        long seed = 31L * metric.id().hashCode()
                + plan.entrants().get(entrant).text().hashCode();
        Interval bootstrap = replicated && x.length >= SEEDS_TO_RESAMPLE
                ? bca(x.length, chosen -> mean(paired, chosen), seed)
                : null;
        PairedT student = replicated ? PairedT.of(paired, Difference.CONFIDENCE) : null;
        MovingBlocks within = replicated ? null : within(metric, ours.get(0), theirs.get(0), seed);
        Sample baseline = Sample.of(y);
        boolean divides = Arrays.stream(y).allMatch(value -> value > 0);
        Difference absolute = new Difference(
                metric,
                entrant,
                Sample.of(x),
                baseline,
                Sample.of(paired),
                bootstrap,
                student,
                Double.NaN,
                within,
                divides ? Sample.of(paired).mean() / baseline.mean() : Double.NaN,
                null);
        return divides ? withRelativeInterval(absolute, x, y, seed) : absolute;
    }

    private static Difference withRelativeInterval(Difference difference, double[] x, double[] y, long seed) {
        Interval absolute = difference.interval();
        if (absolute == null) {
            return difference;
        }
        double mean = difference.baseline().mean();
        Interval relative = difference.bootstrap() == null
                ? new Interval(absolute.low() / mean, absolute.high() / mean)
                : bca(x.length, chosen -> mean(x, chosen) / mean(y, chosen) - 1, seed);
        return new Difference(
                difference.metric(),
                difference.entrant(),
                difference.ours(),
                difference.baseline(),
                difference.paired(),
                difference.bootstrap(),
                difference.student(),
                difference.adjusted(),
                difference.withinRun(),
                difference.relative(),
                relative);
    }

    private @Nullable MovingBlocks within(Metric metric, ComparedRun ours, ComparedRun theirs, long seed) {
        double[] one = ours.curves().of(metric);
        double[] two = theirs.curves().of(metric);
        if (one == null || two == null || plan.workloads().options().arrivalsOnly()) {
            return null;
        }
        int warmedUp = ours.curves().pointAfter(plan.workloads().options().warmUpMillis());
        if (one.length - warmedUp < MovingBlocks.FEWEST) {
            return null;
        }
        double[] between = new double[one.length - warmedUp];
        Arrays.setAll(between, i -> one[warmedUp + i] - two[warmedUp + i]);
        return MovingBlocks.of(between, Difference.CONFIDENCE, seed);
    }

    /** Holm's correction over the policies; bounds are no hypotheses. */
    private List<Difference> adjusted(List<Difference> found) {
        List<Difference> tested = found.stream()
                .filter(difference -> difference.student() != null
                        && plan.entrants().get(difference.entrant()).bound() == null)
                .toList();
        double[] adjusted = Holm.adjusted(tested.stream()
                .mapToDouble(difference ->
                        difference.student() == null ? 1 : difference.student().probability())
                .toArray());
        List<Difference> all = new ArrayList<>(found);
        for (int i = 0; i < adjusted.length; i++) {
            all.set(found.indexOf(tested.get(i)), tested.get(i).withAdjusted(adjusted[i]));
        }
        return all;
    }

    private static Interval bca(int n, Statistic statistic, long seed) {
        return Bca.of(n, statistic, Difference.CONFIDENCE, Bca.RESAMPLES, seed).interval();
    }

    private static double mean(double[] values, int[] chosen) {
        double sum = 0;
        for (int i : chosen) {
            sum += values[i];
        }
        return sum / chosen.length;
    }
}
