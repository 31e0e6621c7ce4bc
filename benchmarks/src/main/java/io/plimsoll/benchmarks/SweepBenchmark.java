package io.plimsoll.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.simulator.compare.Comparison;
import io.plimsoll.simulator.compare.ComparisonPlan;
import io.plimsoll.simulator.compare.ComparisonRunner;
import io.plimsoll.simulator.compare.Entrant;
import io.plimsoll.simulator.compare.Workloads;
import io.plimsoll.simulator.engine.StopFlag;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.traces.generate.GpuClusterParameters;
import io.plimsoll.traces.generate.GpuClusterWorkload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * A sweep, six policies on ten seeds of the generated week, with one thread and with two. The claim: two are at least 1.8
 * times as fast as one. Beside it stands what the machine allows in the same minute: two threads that do arithmetic, and two
 * that read memory of their own, against one.
 *
 * <p>{@code java -cp benchmarks.jar io.plimsoll.benchmarks.SweepBenchmark} measures a sweep in a virtual machine that has
 * just started, as a command does, where the compiler has work for one more processor; and then a sweep after one that
 * warmed up. An argument is another number of seeds.
 */
public final class SweepBenchmark {

    private static final String POLICIES = "least-allocated,best-fit,most-allocated,gpu-packing,dot-product,fgd";
    private static final GpuClusterParameters WEEK = GpuClusterParameters.DEFAULT;
    private static final String JUST_STARTED = "just-started";
    private static final int WARM_UPS = 2;

    private SweepBenchmark() {}

    /** Measures. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        if (args.length > 2 && args[1].equals(JUST_STARTED)) {
            sweep("just started", seeds, Integer.parseInt(args[2]));
            return;
        }
        System.out.println("arithmetic, two threads against one: " + MachineLimit.ofArithmetic());
        System.out.println("reads of memory, two threads against one: " + MachineLimit.ofMemory());
        fork(seeds, 1);
        fork(seeds, 2);
        run(WARM_UPS, 1);
        run(WARM_UPS, 2);
        double one = sweep("warm", seeds, 1);
        double two = sweep("warm", seeds, 2);
        double oneAgain = sweep("warm", seeds, 1);
        System.out.printf(Locale.ROOT, "warm, two threads against one: %.2f x%n", (one + oneAgain) / 2 / two);
        System.out.println("arithmetic once more: " + MachineLimit.ofArithmetic());
    }

    private static double sweep(String name, int seeds, int threads) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long begin = System.nanoTime();
        Comparison comparison = run(seeds, threads);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-12s %d runs, threads %d: %6.2f s, CPU %6.2f s%n",
                name,
                comparison.runs().size(),
                threads,
                seconds,
                (system.getProcessCpuTime() - cpu) / 1e9);
        return seconds;
    }

    private static Comparison run(int seeds, int threads) throws InterruptedException {
        TraceInfo info = TraceInfo.of(
                GpuClusterWorkload.FORMAT, GpuClusterWorkload.FORMAT, WEEK.nodes(), WEEK.pods(), Map.of(), List.of());
        Workloads workloads = Workloads.generated(
                seed -> GpuClusterWorkload.generate(seed, WEEK),
                info,
                TimeUnit.DAYS.toMillis(WEEK.days()),
                new RunOptions(false, 0, OnUnschedulable.QUEUE));
        ComparisonPlan plan = new ComparisonPlan(
                Entrant.parse(POLICIES, Policies.load()),
                0,
                LongStream.rangeClosed(1, seeds).boxed().toList(),
                workloads);
        return new ComparisonRunner(plan, new StopFlag()).run(threads);
    }

    private static void fork(int seeds, int threads) throws IOException, InterruptedException {
        List<String> command = List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                SweepBenchmark.class.getName(),
                Integer.toString(seeds),
                JUST_STARTED,
                Integer.toString(threads));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("The run of " + command + " must end well.");
        }
    }
}
