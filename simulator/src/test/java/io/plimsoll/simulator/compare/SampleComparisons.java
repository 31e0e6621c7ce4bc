package io.plimsoll.simulator.compare;

import io.plimsoll.core.policy.Policies;
import io.plimsoll.simulator.record.InputFile;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.SampleRuns;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.traces.event.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** Comparisons made up for tests, without any simulation. */
final class SampleComparisons {

    static final RunOptions QUEUE = new RunOptions(false, 0, OnUnschedulable.QUEUE);
    static final RunOptions ARRIVALS = new RunOptions(true, 1.3, OnUnschedulable.DROP);

    private static final List<String> POLICIES = List.of(
            "best-fit:norm=l1",
            "least-allocated",
            "fgd:threshold=90,typical=seen",
            "random",
            "bound:fractional",
            "bound:infinite");

    private static final Comparison TEN_WEEKS = of(plan(10, generated(QUEUE)), 10);

    private SampleComparisons() {}

    /** Ten generated weeks: best-fit clearly better than the baseline, random not. */
    static Comparison tenWeeks() {
        return TEN_WEEKS;
    }

    /** Ten generated weeks under two policies only. */
    static Comparison twoPolicies() {
        ComparisonPlan all = plan(10, generated(QUEUE));
        return of(new ComparisonPlan(all.entrants().subList(0, 2), 1, all.seeds(), all.workloads()), 10);
    }

    /** Too few for a bootstrap. */
    static Comparison threeWeeks() {
        return of(plan(3, generated(QUEUE)), 3);
    }

    /** Stopped when four of ten weeks were done, and two runs of the fifth. */
    static Comparison stopped() {
        ComparisonPlan plan = plan(10, generated(QUEUE));
        List<ComparedRun> runs = new ArrayList<>(of(plan, 4).runs());
        runs.add(run(plan, 0, 5, new Random(1)));
        runs.add(run(plan, 3, 5, new Random(2)));
        return Comparison.of(plan, runs);
    }

    /** A recorded trace under policies to which seeds mean nothing. */
    static Comparison unmovedBySeeds() {
        ComparisonPlan plan = plan(10, recorded());
        List<ComparedRun> runs = new ArrayList<>();
        for (int entrant = 0; entrant < plan.entrants().size(); entrant++) {
            for (long seed : plan.seeds()) {
                runs.add(run(plan, entrant, seed, new Random(1)));
            }
        }
        return Comparison.of(plan, runs);
    }

    /** One seed of everything. */
    static Comparison oneWeek() {
        return of(plan(1, generated(QUEUE)), 1);
    }

    /** Pods only arrive. */
    static Comparison arrivals() {
        return of(plan(10, generated(ARRIVALS)), 10);
    }

    /** Names that look like markup. */
    static Comparison hostile() {
        TraceInfo info =
                TraceInfo.of("</script><img src=x onerror=alert(1)>", "openb", 3, 4, Map.of("<b>", "&"), List.of());
        return of(plan(2, Workloads.recorded(emptyTrace(), info, QUEUE)), 2);
    }

    static ComparisonPlan plan(int seeds, Workloads workloads) {
        List<Entrant> entrants = Entrant.parse(String.join(",", POLICIES), Policies.load());
        return new ComparisonPlan(
                entrants, 1, LongStream.rangeClosed(1, seeds).boxed().toList(), workloads);
    }

    static Workloads generated(RunOptions options) {
        TraceInfo info = TraceInfo.of("gpu-cluster", "gpu-cluster", 1000, 50_000, Map.of("days", "7"), List.of());
        return Workloads.generated(seed -> emptyTrace(), info, 604_800_000, options);
    }

    static Workloads recorded() {
        InputFile input = new InputFile("pods.csv", 1234, "ab".repeat(32));
        TraceInfo info = TraceInfo.of("openb-default", "openb", 1523, 8152, Map.of(), List.of(input));
        return Workloads.recorded(emptyTrace(), info, QUEUE);
    }

    private static Trace emptyTrace() {
        return new Trace("empty", "test", true, List.of(), List.of(), List.of());
    }

    private static Comparison of(ComparisonPlan plan, int completeSeeds) {
        List<ComparedRun> runs = new ArrayList<>();
        for (int entrant = 0; entrant < plan.entrants().size(); entrant++) {
            for (long seed : plan.seeds()) {
                if (seed <= completeSeeds) {
                    runs.add(run(plan, entrant, seed, new Random(1000 * seed + entrant)));
                }
            }
        }
        return Comparison.of(plan, runs);
    }

    private static ComparedRun run(ComparisonPlan plan, int entrant, long seed, Random random) {
        Bound bound = plan.entrants().get(entrant).bound();
        boolean arrivals = plan.workloads().options().arrivalsOnly();
        double better = entrant == 0 ? 1 : entrant == 3 ? 0.02 : 0;
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        Map<Metric, double[]> curves = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            double value =
                    (1 + 0.01 * random.nextGaussian()) * (metric.lessIsBetter() ? 1 - 0.1 * better : 1 + 0.1 * better);
            double scale = switch (metric.unit()) {
                case SHARE -> 0.5;
                case COUNT -> 800;
                case MILLIS -> 300_000;
            };
            boolean missing = (bound != null && metric == Metric.GPU_FRAGMENTATION)
                    || (bound == Bound.INFINITE && (metric == Metric.NODES_IN_USE || metric == Metric.NODES_OVER_BOUND))
                    || (arrivals && metric.unit() == Metric.Unit.MILLIS);
            if (!missing) {
                values.put(metric, metric == Metric.EVICTIONS ? 0 : value * scale);
            }
            if (!metric.column().isEmpty() && !missing) {
                double[] curve = new double[Curves.POINTS];
                Arrays.setAll(
                        curve, i -> value * scale * (1 + 0.3 * Math.sin(i / 20.0)) + 0.01 * random.nextGaussian());
                curves.put(metric, curve);
            }
        }
        return new ComparedRun(
                entrant,
                seed,
                SampleRuns.week().summary().totals(),
                values,
                new Curves(arrivals ? 10_000 : 604_800_000, curves));
    }
}
