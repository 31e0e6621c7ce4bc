package io.plimsoll.simulator.record;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Results as a run could leave them: invented, but shaped like a week of a GPU cluster, the same at every call. */
public final class SampleRuns {

    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final long WEEK = 7 * DAY;
    private static final int NODES = 1000;
    private static final long GPU_MILLI = 8000;
    private static final List<String> RESOURCES = List.of("cpu", "memory", "gpu", "pods");

    /** Half a million changes: made once. */
    private static final HeatMap HEAT = heatMap();

    private SampleRuns() {}

    /** A whole week with pods that wait. */
    public static RunResult week() {
        return new RunResult(summary(StopReason.FINISHED, "gpu-cluster", "Insufficient cpu"), series(), HEAT);
    }

    /** A run that the user stopped. */
    public static RunResult interrupted() {
        return new RunResult(summary(StopReason.INTERRUPTED, "gpu-cluster", "Insufficient cpu"), series(), HEAT);
    }

    /** A run whose names try to become markup. */
    public static RunResult hostile() {
        String name = "</script><img src=x onerror=alert(1)>\u2028\"'&{{scripts}}$1";
        return new RunResult(summary(StopReason.FINISHED, name, name), series(), HEAT);
    }

    /** Pods placed one by one on a cluster without GPUs, nothing leaves, nothing waits. */
    public static RunResult arrivalsWithoutGpus() {
        int pods = 3000;
        SeriesBuilder series = new SeriesBuilder(List.of("cpu"), false, 1);
        HeatMapBuilder heat = new HeatMapBuilder("cpu", 1);
        for (int node = 0; node < 3; node++) {
            heat.change(node, 0, 1_000_000, 0);
        }
        for (int pod = 1; pod <= pods; pod++) {
            while (series.nextMillis() < pod) {
                series.add(new double[] {(pod - 1) / 4000.0, (pod - 1) / 4000.0, 0, pod - 1, pod < 1000 ? 2 : 0});
            }
            heat.change(pod % 3, pod, 0, 700);
        }
        RunSummary summary = new RunSummary(
                TraceInfo.of(
                        "tiny",
                        "openb",
                        3,
                        pods,
                        Map.of(),
                        List.of(new InputFile("pods.csv", 12_345, "ab".repeat(32)))),
                PolicyInfo.of("first-fit", "first-fit", Map.of()),
                7,
                new RunOptions(true, 1.3, OnUnschedulable.DROP),
                StopReason.FINISHED,
                pods,
                new Totals(pods, 2988, 0, 2988, 0, 12, 0, 0, 3, pods),
                List.of(new ResourceUse(
                        "cpu",
                        ResourceUse.Unit.MILLI,
                        3_000_000,
                        new Level(0.375, 0.75, 0.75),
                        new Level(0.5, 0.8, 0.75),
                        Stranded.NOTHING)),
                null,
                new Level(0.7, 3, 0),
                Level.ZERO,
                waits(2988, 0),
                List.of(),
                List.of(),
                new Unplaced(0, 0, 0),
                new Disruption(
                        Map.of(EvictionCause.PREEMPTION, 3L),
                        700,
                        Level.ZERO,
                        new Preemptions(
                                2,
                                3,
                                3,
                                1,
                                0,
                                List.of(new Preemptions.ByPriority(0, 100, 3, 700)),
                                List.of(new Preemptions.ByOwner("", 3, 700))),
                        GroupTurns.NONE),
                List.of(new FailureReason("Insufficient cpu", 12, 36)));
        return new RunResult(
                summary,
                series.finish(pods, new double[] {0.75, 0.75, 0, 2988, 0}),
                heat.finish(pods, node -> "node-" + node));
    }

    /** A run that was stopped before anything happened. */
    public static RunResult nothing() {
        RunSummary summary = new RunSummary(
                TraceInfo.of("none", "generated", 0, 0, Map.of(), List.of()),
                PolicyInfo.of("first-fit", "first-fit", Map.of()),
                0,
                new RunOptions(false, 0, OnUnschedulable.QUEUE),
                StopReason.TERMINATED,
                0,
                new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                List.of(new ResourceUse("cpu", ResourceUse.Unit.MILLI, 0, Level.ZERO, Level.ZERO, Stranded.NOTHING)),
                null,
                Level.ZERO,
                Level.ZERO,
                waits(0, 0),
                List.of(),
                List.of(),
                new Unplaced(0, 0, 0),
                Disruption.none(),
                List.of());
        return new RunResult(
                summary,
                new SeriesBuilder(List.of("cpu"), false, MINUTE).finish(0, new double[5]),
                new HeatMapBuilder("cpu", MINUTE).finish(0, node -> ""));
    }

    private static RunSummary summary(StopReason stop, String trace, String firstReason) {
        return new RunSummary(
                TraceInfo.of(
                        trace,
                        "generated",
                        NODES,
                        50_000,
                        Map.of("days", "7", "burst", "day 4, 3x", "load", "0.85"),
                        List.of(new InputFile("pods.csv.gz", 1_204_331, "0123456789abcdef".repeat(4)))),
                PolicyInfo.of("best-fit", "best-fit", Map.of("norm", "L2")),
                42,
                new RunOptions(false, 0, OnUnschedulable.QUEUE),
                stop,
                WEEK,
                new Totals(50_000, 49_812, 47_120, 2_640, 228, 12, 0, 0, 37, 61_204),
                List.of(
                        use("cpu", ResourceUse.Unit.MILLI, 96_000_000L, 0.583_217, 0.871, 0.552),
                        use("memory", ResourceUse.Unit.BYTES, 768L << 40, 0.412_5, 0.633, 0.391),
                        use("gpu", ResourceUse.Unit.MILLI, NODES * GPU_MILLI, 0.782_613, 0.971_2, 0.744),
                        use("pods", ResourceUse.Unit.COUNT, 110_000, 0.024_1, 0.037, 0.024)),
                new Fragmentation(new Level(0.0621, 0.0934, 0.0588), new Level(0.3187, 0.991, 0.2297)),
                new Level(61.37, 412, 88),
                new Level(118.424, 2_913, 228),
                waits(49_849, 2_491),
                List.of(
                        new WaitGroup("cpu=4 memory=16Gi", 40_000, 39_000, 4_000, 0, 0, 60_000, 30 * MINUTE),
                        new WaitGroup(
                                "cpu=8 memory=32Gi gpu=1", 9_849, 8_358, 40_000, 0, 60_000, 720_000, 42 * MINUTE)),
                List.of(new WaitGroup("0", 49_849, 47_358, 11_040, 0, 0, 720_000, 42 * MINUTE)),
                new Unplaced(228, 3 * MINUTE, 61 * MINUTE),
                new Disruption(
                        Map.of(EvictionCause.FAILURE, 25L, EvictionCause.DRAIN, 12L),
                        90 * MINUTE,
                        new Level(0.011, 25, 0),
                        new Preemptions(
                                5,
                                7,
                                6,
                                2,
                                1,
                                List.of(new Preemptions.ByPriority(0, 100, 7, 40 * MINUTE)),
                                List.of(
                                        new Preemptions.ByOwner("train-7", 4, 30 * MINUTE),
                                        new Preemptions.ByOwner("", 3, 10 * MINUTE))),
                        new GroupTurns(3, 1)),
                List.of(
                        new FailureReason(firstReason, 10_904, 6_233_120),
                        new FailureReason("Insufficient devices", 10_760, 9_871_204),
                        new FailureReason("Insufficient memory", 812, 20_341),
                        new FailureReason("node(s) didn't match Pod's node affinity/selector", 96, 90_112),
                        new FailureReason("node(s) were unschedulable", 2_204, 26_448)));
    }

    private static ResourceUse use(
            String name, ResourceUse.Unit unit, long capacity, double mean, double peak, double end) {
        return new ResourceUse(
                name,
                unit,
                capacity,
                new Level(mean, peak, end),
                new Level(mean * 1.02, Math.min(1, peak * 1.02), end * 1.02),
                new Stranded(
                        new Level(0.05, 0.08, 0.06),
                        List.of(new Stranded.Cause("gpu", 0.04), new Stranded.Cause("cordon", 0.01))));
    }

    private static Waiting waits(long placements, long waited) {
        WaitHistogram histogram = new WaitHistogram();
        SplittableRandom random = new SplittableRandom(5);
        for (long i = 0; i < placements; i++) {
            double skewed = random.nextDouble() * random.nextDouble() * random.nextDouble();
            histogram.add(i < waited ? 1 + (long) (skewed * 42 * MINUTE) : 0);
        }
        return waited == 0
                ? new Waiting(placements, placements, 0, 0, 0, 0, 0, histogram.buckets())
                : new Waiting(
                        placements, placements - waited, 11_040, 0, 0, 12 * MINUTE, 42 * MINUTE, histogram.buckets());
    }

    private static Series series() {
        SeriesBuilder series = new SeriesBuilder(RESOURCES, true, MINUTE);
        SplittableRandom random = new SplittableRandom(1);
        double noise = 0;
        while (series.nextMillis() < WEEK) {
            noise = 0.97 * noise + 0.03 * (random.nextDouble() - 0.5);
            series.add(sample(series.nextMillis(), noise));
        }
        return series.finish(WEEK, sample(WEEK, noise));
    }

    private static double[] sample(long time, double noise) {
        double demand = load(time) + noise;
        double gpu = Math.min(0.9712, demand);
        double waiting = Math.max(0, demand - 0.9712) * 9000;
        double fragmentation = 0.03 + 0.06 * gpu * gpu + noise / 5;
        return new double[] {
            0.74 * gpu,
            0.52 * gpu,
            gpu,
            0.03 * gpu,
            0.74 * demand,
            0.52 * demand,
            demand,
            0.03 * demand,
            Math.rint(waiting),
            Math.rint(3400 * gpu),
            Math.rint(420 * Math.pow(1 - gpu, 1.6)),
            fragmentation,
            Math.min(1, fragmentation / (1.0001 - gpu))
        };
    }

    private static double load(long time) {
        double day = time / (double) DAY;
        double daily = 0.5 - 0.5 * Math.cos(2 * Math.PI * (day - 0.1));
        double burst = day > 3.4 && day < 3.8 ? 0.32 : 0;
        return Math.min(1.3, Math.min(1, day * 4) * (0.55 + 0.36 * daily + burst));
    }

    private static HeatMap heatMap() {
        HeatMapBuilder heat = new HeatMapBuilder("gpu", 10 * MINUTE);
        SplittableRandom random = new SplittableRandom(9);
        long[] held = new long[NODES];
        for (long time = 0; time <= WEEK; time += 30 * MINUTE) {
            for (int node = 0; node < (time < 2 * DAY ? 940 : NODES); node++) {
                if (time == (node < 940 ? 0 : 2 * DAY)) {
                    heat.change(node, time, GPU_MILLI, 0);
                }
                double full = Math.min(1, 1.9 * load(time) - 0.9 * node / NODES + 0.3 * (random.nextDouble() - 0.5));
                long target = Math.max(0, Math.round(8 * full)) * 1000;
                heat.change(node, time, 0, target - held[node]);
                held[node] = target;
            }
        }
        return heat.finish(WEEK, node -> "gpu-node-%04d".formatted(node + 1));
    }
}
