package io.plimsoll.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** One configuration of {@link PlacementBenchmark}. */
final class PlacementRun {

    static final String HEADER = "%9s %7s %9s %-12s %9s %9s %9s %9s %9s %12s %10s"
            .formatted(
                    "nodes",
                    "classes",
                    "resources",
                    "placer",
                    "mean us",
                    "CPU us",
                    "p50 us",
                    "p99 us",
                    "p99.9 us",
                    "placements/s",
                    "bytes each");

    private static final double LOAD = 0.83;
    private static final int COMPARED = 2_000;
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_SAMPLES = 2_000_000;
    private static final long[] NO_SAMPLES = {};
    private static final int CLOCK_EVERY = 8;
    /** Keys that indexes of single classes may have together, so that they fit beside the rest. */
    private static final long MOST_KEYS = 20_000_000;

    private final int nodes;
    private final int resources;
    private final PlacementWorkload workload;
    private int[] classOfSeat;
    private final int seats;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    PlacementRun(int nodes, int classes, int resources) {
        this.nodes = nodes;
        this.resources = resources;
        workload = new PlacementWorkload(classes, resources);
        classOfSeat = new int[8 * nodes];
        seats = drawSeats();
    }

    /** Draws classes until one resource is asked for as much as the load says; returns how many pods that makes. */
    private int drawSeats() {
        double[] asked = new double[resources];
        int count = 0;
        while (Arrays.stream(asked).max().orElse(0) < LOAD * nodes) {
            int podClass = workload.nextClass();
            if (count == classOfSeat.length) {
                classOfSeat = Arrays.copyOf(classOfSeat, 2 * count);
            }
            classOfSeat[count++] = podClass;
            for (int r = 0; r < resources; r++) {
                asked[r] += (double) workload.requests[podClass][r] / workload.capacity[r];
            }
        }
        return count;
    }

    /** Plimsoll by itself, in whatever memory there is: nothing is compared. */
    void runAlone() {
        report("alone", settled());
    }

    void run() throws ReflectiveOperationException {
        CorePlacer core = settled();
        Baseline vector = sameState(new ColumnScan(vectorLoops(), workload, nodes, seats), nodesOf(core));
        Baseline scalar = sameState(new ColumnScan(new ScalarLoops(), workload, nodes, seats), nodesOf(core));
        Baseline objects = sameState(new ObjectScan(workload, nodes, seats), nodesOf(core));
        compare(core, vector, scalar, objects);
        int[] nodeOfSeat = nodesOf(core);
        report("plimsoll", core);
        report("vector scan", vector);
        report("scalar scan", scalar);
        report("object scan", objects);
        if ((long) nodes * workload.classes() <= MOST_KEYS) {
            report("own indexes", sameState(new CorePlacer(workload, nodes, seats, false), nodeOfSeat));
        }
    }

    /** A cluster that has been running until nearly all pods of its beginning have left. */
    private CorePlacer settled() {
        CorePlacer core = new CorePlacer(workload, nodes, seats, true);
        int refused = 0;
        for (int seat = 0; seat < seats; seat++) {
            refused += core.place(classOfSeat[seat], seat) < 0 ? 1 : 0;
        }
        if (refused > 0) {
            System.out.println(refused + " of " + seats + " pods of the beginning found no node.");
        }
        core.spare(workload, seats);
        churn(core, classOfSeat, Math.max(500_000, 3 * seats), Long.MAX_VALUE, NO_SAMPLES);
        return core;
    }

    /**
     * The loops with the Vector API, which is an incubator module: what uses it is compiled apart, and a virtual machine
     * must have been started with it.
     */
    static ScanLoops vectorLoops() throws ReflectiveOperationException {
        return Class.forName(PlacementRun.class.getPackageName() + ".VectorLoops")
                .asSubclass(ScanLoops.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private int[] nodesOf(CorePlacer core) {
        int[] nodeOfSeat = new int[seats];
        Arrays.setAll(nodeOfSeat, core::node);
        return nodeOfSeat;
    }

    private Baseline sameState(Baseline baseline, int[] nodeOfSeat) {
        for (int seat = 0; seat < seats; seat++) {
            baseline.take(classOfSeat[seat], seat, nodeOfSeat[seat]);
        }
        return baseline;
    }

    private void compare(Placer... placers) {
        long end = System.nanoTime() + 3 * SECOND;
        for (int i = 0; i < COMPARED && System.nanoTime() < end; i++) {
            int seat = workload.below(seats);
            int podClass = workload.nextClass();
            int first = Integer.MIN_VALUE;
            for (Placer placer : placers) {
                placer.depart(classOfSeat[seat], seat);
                int node = placer.place(podClass, seat);
                if (first != Integer.MIN_VALUE && node != first) {
                    throw new IllegalStateException(
                            "The nodes (%d and %d) of decision %d must be the same.".formatted(first, node, i));
                }
                first = node;
            }
            classOfSeat[seat] = podClass;
        }
    }

    private void report(String name, Placer placer) {
        int[] classes = classOfSeat.clone();
        churn(placer, classes, 200_000, SECOND, NO_SAMPLES);
        long[] samples = new long[MOST_SAMPLES];
        int sampled = churn(placer, classes, MOST_SAMPLES, 2 * SECOND, samples);
        Arrays.sort(samples, 0, sampled);
        long thread = Thread.currentThread().getId();
        long bytes = threads.getThreadAllocatedBytes(thread);
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        int count = churn(placer, classes, Integer.MAX_VALUE, 3 * SECOND, NO_SAMPLES);
        long wall = System.nanoTime() - start;
        cpu = threads.getCurrentThreadCpuTime() - cpu;
        bytes = threads.getThreadAllocatedBytes(thread) - bytes;
        System.out.printf(
                Locale.ROOT,
                "%9d %7d %9d %-12s %9.3f %9.3f %9.3f %9.3f %9.3f %12.0f %10.4f%n",
                nodes,
                workload.classes(),
                resources,
                name,
                wall / 1e3 / count,
                cpu / 1e3 / count,
                samples[sampled / 2] / 1e3,
                samples[(int) (sampled * 0.99)] / 1e3,
                samples[(int) (sampled * 0.999)] / 1e3,
                count * 1e9 / wall,
                (double) bytes / count);
    }

    /**
     * Lets pods leave and others come, for so many or so long.
     *
     * @param samples the nanoseconds of each placement, unless it has no room
     * @return how many came
     */
    private int churn(Placer placer, int[] classes, int most, long nanos, long[] samples) {
        long begin = System.nanoTime();
        for (int i = 0; i < most; i++) {
            // The clock is not looked at more often than needs be.
            if ((i & CLOCK_EVERY - 1) == 0 && System.nanoTime() - begin >= nanos) {
                return i;
            }
            int seat = workload.below(seats);
            int podClass = workload.nextClass();
            placer.depart(classes[seat], seat);
            classes[seat] = podClass;
            if (i < samples.length) {
                long before = System.nanoTime();
                placer.place(podClass, seat);
                samples[i] = System.nanoTime() - before;
            } else {
                placer.place(podClass, seat);
            }
        }
        return most;
    }
}
