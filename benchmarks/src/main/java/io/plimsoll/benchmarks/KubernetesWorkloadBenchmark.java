package io.plimsoll.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * No cliff: twenty workloads in the shapes of scheduler_perf, kube-scheduler's default profile, decision and bind in memory,
 * one thread. Each workload first runs at a fiftieth of its size under full checks, every decision compared with what every
 * rule says of every node; then at 5,000 nodes, and with ten times everything. The claims: plain at least 300,000 pods/s,
 * the slowest at least half of plain, and ten times the nodes at most four times the time per pod.
 *
 * <p>{@code java -cp benchmarks.jar io.plimsoll.benchmarks.KubernetesWorkloadBenchmark} runs all, each in virtual machines
 * of its own, and prints a table; with a part of a name it runs those workloads only, without the ten times.
 */
public final class KubernetesWorkloadBenchmark {

    private static final double CHECKED_SHARE = 0.02;
    private static final String CHECK = "--check";
    private static final String MEASURE = "--measure";
    private static final long ENOUGH_NANOS = 1_000_000_000L;
    private static final int LEAST_ROUNDS = 5;
    private static final int MOST_ROUNDS = 200;

    private KubernetesWorkloadBenchmark() {}

    /** Runs what the arguments say. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 2 && args[0].equals(CHECK)) {
            check(find(args[1]), CHECKED_SHARE);
        } else if (args.length == 3 && args[0].equals(MEASURE)) {
            System.out.println(measure(find(args[1]), Double.parseDouble(args[2])));
        } else {
            all(args.length == 0 ? "" : args[0], args.length == 0);
        }
    }

    private static void all(String part, boolean large) throws IOException, InterruptedException {
        System.out.println(Row.HEADER);
        double plain = 0;
        for (KubernetesWorkload workload : KubernetesWorkloads.all()) {
            if (!workload.name.contains(part)) {
                continue;
            }
            OwnMachine.ask(
                    KubernetesWorkloadBenchmark.class,
                    List.of("-Dplimsoll.checks=full", "-Xmx1g"),
                    CHECK,
                    workload.name);
            Row small = Row.parse(ask(workload, 1));
            plain = plain == 0 ? small.cpuMicros() : plain;
            double more = large ? Row.parse(ask(workload, 10)).cpuMicros() : 0;
            System.out.println(small.text(plain, more));
        }
    }

    private static String ask(KubernetesWorkload workload, int times) throws IOException, InterruptedException {
        return OwnMachine.ask(
                KubernetesWorkloadBenchmark.class,
                List.of("-XX:+UseParallelGC", "-XX:ParallelGCThreads=1", "-Xmx3g"),
                MEASURE,
                workload.name,
                Integer.toString(times));
    }

    private static KubernetesWorkload find(String name) {
        for (KubernetesWorkload workload : KubernetesWorkloads.all()) {
            if (workload.name.equals(name)) {
                return workload;
            }
        }
        throw new IllegalArgumentException("The workload (%s) must be one of the benchmark's.%n".formatted(name)
                + "Maybe the name is misspelt.");
    }

    /** Has every decision of a small share of a workload compared. */
    static int check(KubernetesWorkload workload, double share) {
        KubernetesScene scene = new KubernetesScene(workload, share, true);
        scene.run(0, scene.pods());
        return scene.placed();
    }

    /** Runs a workload again and again until it is warm and there are enough rounds, and tells the median. */
    private static String measure(KubernetesWorkload workload, double share) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        List<Double> cpu = new ArrayList<>();
        double bytes = 0;
        long memory = 0;
        int placed = 0;
        long measured = 0;
        while (cpu.size() < MOST_ROUNDS && (measured < ENOUGH_NANOS || cpu.size() < LEAST_ROUNDS)) {
            long before = cpu.isEmpty() ? used() : 0;
            KubernetesScene scene = new KubernetesScene(workload, share, false);
            int pods = scene.pods();
            long bytesBefore = threads.getThreadAllocatedBytes(thread);
            long start = threads.getCurrentThreadCpuTime();
            scene.run(0, pods);
            long nanos = threads.getCurrentThreadCpuTime() - start;
            bytes = (double) (threads.getThreadAllocatedBytes(thread) - bytesBefore) / pods;
            memory = cpu.isEmpty() ? used() - before : memory;
            measured += nanos;
            cpu.add(nanos / 1e3 / pods);
            placed = scene.placed();
        }
        double[] sorted = cpu.stream().mapToDouble(Double::doubleValue).toArray();
        // The first rounds are the compiler's.
        sorted = Arrays.copyOfRange(sorted, sorted.length / 2, sorted.length);
        Arrays.sort(sorted);
        return new Row(workload.name, placed, sorted[sorted.length / 2], bytes, memory).line();
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** What was measured of one workload. */
    private record Row(String name, int placed, double cpuMicros, double bytes, long memory) {

        static final String HEADER = "%-26s %9s %10s %9s %9s %12s %11s %9s"
                .formatted("workload", "placed", "pods/s", "CPU us", "of plain", "10 times us", "bytes each", "MiB");

        static Row parse(String line) {
            String[] parts = line.strip().split(";");
            return new Row(
                    parts[0],
                    Integer.parseInt(parts[1]),
                    Double.parseDouble(parts[2]),
                    Double.parseDouble(parts[3]),
                    Long.parseLong(parts[4]));
        }

        String line() {
            return name + ";" + placed + ";" + cpuMicros + ";" + bytes + ";" + memory;
        }

        String text(double plain, double tenTimes) {
            return String.format(
                    Locale.ROOT,
                    "%-26s %9d %10.0f %9.2f %8.0f%% %12.2f %11.1f %9.1f",
                    name,
                    placed,
                    1e6 / cpuMicros,
                    cpuMicros,
                    100 * plain / cpuMicros,
                    tenTimes,
                    bytes,
                    memory / 1048576.0);
        }
    }
}
