package io.plimsoll.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * No cliff: workloads in the shapes of scheduler_perf, kube-scheduler's default profile, decision and bind in memory, one
 * thread. Each workload first runs at a hundredth of its size under full checks, every decision compared with what every
 * rule says of every node; then at 5,000 nodes, then with ten times everything. The claims: plain at least 300,000 pods/s,
 * the slowest at least half of that, and ten times the nodes at most four times the time per pod.
 *
 * <p>{@code java -cp benchmarks.jar io.plimsoll.benchmarks.KubernetesWorkloadBenchmark} runs all and prints a table per size.
 * All workloads of a size run in one virtual machine, so that none is compiled for one workload alone. A regular
 * expression found in names picks workloads; the size {@code 1} or {@code 10} behind it runs that size only, without the check, and {@code --micros}
 * prints nothing but the microseconds of the workload that has this name.
 */
public final class KubernetesWorkloadBenchmark {

    private static final double CHECKED_SHARE = 0.01;
    private static final double WARMING_SHARE = 0.1;
    private static final String CHECK = "--check";
    private static final String MICROS = "--micros";
    private static final long ENOUGH_NANOS = 1_000_000_000L;
    private static final int LEAST_ROUNDS = 5;
    private static final int MOST_ROUNDS = 50;
    private static final String HEADER = "%-26s %8s %9s %10s %7s %8s %10s %11s %8s"
            .formatted("workload", "nodes", "placed", "pods/s", "CPU us", "of plain", "first us", "bytes each", "MiB");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long thread = Thread.currentThread().getId();
    private final double share;
    private double plain;

    private KubernetesWorkloadBenchmark(double share) {
        this.share = share;
    }

    /** Runs what the arguments say. */
    public static void main(String[] args) throws IOException, InterruptedException {
        String part = args.length == 0 ? "" : args[0];
        if (args.length == 2 && args[1].equals(CHECK)) {
            named(part).forEach(workload -> check(workload, CHECKED_SHARE));
        } else if (args.length == 2 && args[1].equals(MICROS)) {
            System.out.println(new KubernetesWorkloadBenchmark(1)
                    .micros(named("^" + Pattern.quote(part) + "$").get(0))[0]);
        } else if (args.length == 2) {
            new KubernetesWorkloadBenchmark(Double.parseDouble(args[1])).run(named(part));
        } else {
            OwnMachine.run(KubernetesWorkloadBenchmark.class, List.of("-Dplimsoll.checks=full", "-Xmx1g"), part, CHECK);
            for (String size : List.of("1", "10")) {
                // Compiled in the foreground, so that a busy machine does not have the interpreter measured.
                List<String> options =
                        List.of("-Xbatch", "-XX:+UseParallelGC", "-XX:ParallelGCThreads=1", "-Xms2g", "-Xmx4g");
                OwnMachine.run(KubernetesWorkloadBenchmark.class, options, part, size);
            }
        }
    }

    private static List<KubernetesWorkload> named(String part) {
        List<KubernetesWorkload> named = new ArrayList<>(KubernetesWorkloads.all());
        Pattern pattern = Pattern.compile(part);
        named.removeIf(workload -> !pattern.matcher(workload.name).find());
        return named;
    }

    /** Has every decision of a small share of a workload compared; says how many pods were placed. */
    static int check(KubernetesWorkload workload, double share) {
        KubernetesScene scene = new KubernetesScene(workload, share, true);
        scene.run(0, scene.pods());
        return scene.placed();
    }

    private void run(List<KubernetesWorkload> workloads) {
        for (KubernetesWorkload workload : workloads) {
            KubernetesScene scene = new KubernetesScene(workload, WARMING_SHARE, false);
            scene.run(0, scene.pods());
        }
        System.out.println(HEADER);
        workloads.forEach(this::measure);
    }

    /** Runs a workload again and again, and prints the median of the later rounds. */
    private void measure(KubernetesWorkload workload) {
        double[] micros = micros(workload);
        plain = plain == 0 ? micros[0] : plain;
        print(workload, micros[0], micros[1]);
    }

    /** Microseconds of CPU per pod, and of the first pods of each kind, the medians of the later rounds. */
    private double[] micros(KubernetesWorkload workload) {
        List<Double> each = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        long measured = 0;
        while (each.size() < MOST_ROUNDS && (measured < ENOUGH_NANOS || each.size() < LEAST_ROUNDS)) {
            KubernetesScene scene = new KubernetesScene(workload, share, false);
            long begin = threads.getCurrentThreadCpuTime();
            scene.run(0, scene.first());
            long start = threads.getCurrentThreadCpuTime();
            scene.run(scene.first(), scene.pods());
            long end = threads.getCurrentThreadCpuTime();
            measured += end - start;
            first.add((start - begin) / 1e3 / scene.first());
            each.add((end - start) / 1e3 / (scene.pods() - scene.first()));
        }
        return new double[] {medianOfLater(each), medianOfLater(first)};
    }

    private void print(KubernetesWorkload workload, double cpu, double first) {
        long before = used();
        KubernetesScene scene = new KubernetesScene(workload, share, false);
        scene.run(0, scene.first());
        long bytes = threads.getThreadAllocatedBytes(thread);
        scene.run(scene.first(), scene.pods());
        bytes = threads.getThreadAllocatedBytes(thread) - bytes;
        long memory = used() - before;
        System.out.printf(
                Locale.ROOT,
                "%-26s %8d %9d %10.0f %7.2f %7.0f%% %10.1f %11.2f %8.1f%n",
                workload.name,
                scene.cluster.totals().nodes(),
                scene.placed(),
                1e6 / cpu,
                cpu,
                100 * plain / cpu,
                first,
                (double) bytes / (scene.pods() - scene.first()),
                memory / 1048576.0);
    }

    private static double medianOfLater(List<Double> figures) {
        double[] later = figures.stream()
                .skip(figures.size() / 2)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return later[later.length / 2];
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
