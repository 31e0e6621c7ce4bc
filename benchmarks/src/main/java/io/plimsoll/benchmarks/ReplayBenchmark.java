package io.plimsoll.benchmarks;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.ReferenceCapacity;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.simulator.engine.Simulation;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.Recorder;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.EventStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many events a second are replayed from a native trace on one core, with metrics and without: a pod that arrives is an
 * event, a pod that ends is one, and so is whatever happens to a node. Reading the trace, its names included, is part of it. The
 * claims: with metrics two million a second at 10,000 nodes, half a million at 100,000.
 *
 * <p>{@code java -cp benchmarks.jar io.plimsoll.benchmarks.ReplayBenchmark} runs every configuration in a virtual machine of
 * its own and prints a table; with the arguments workload, nodes, policy it runs one. Figures are medians of several runs, in
 * CPU time of the replaying thread.
 */
public final class ReplayBenchmark {

    private static final String HEADER = """
            | workload | nodes | policy | events | events/s with metrics | without | slowest to fastest with metrics |
            |---|---|---|---|---|---|---|""";
    private static final List<String> OPTIONS = List.of("-XX:+UseParallelGC", "-XX:+UseTransparentHugePages", "-Xmx4g");
    private static final int WARM_UP_ROUNDS = 2;
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final EventSource trace;
    private final String policy;
    private final PolicyContext context;
    private final TypicalPods typical;

    private ReplayBenchmark(EventSource trace, String policy) {
        this.trace = trace;
        this.policy = policy;
        List<TypicalPods.Request> requests = ReplayWorkload.requests(trace);
        context = new PolicyContext(ReferenceCapacity.largestOf(trace.header().initialNodes()), requests);
        typical = TypicalPods.of(requests, TypicalPods.STUDY_THRESHOLD);
    }

    /** Runs all configurations, or the one that is named. */
    public static void main(String[] args) throws IOException, InterruptedException, InputException {
        if (args.length == 3) {
            ReplayWorkload workload = ReplayWorkload.valueOf(args[0]);
            int nodes = Integer.parseInt(args[1]);
            String figures = new ReplayBenchmark(workload.trace(nodes), args[2]).measure();
            System.out.printf(Locale.ROOT, "| %s | %,d | %s | %s |%n", args[0], nodes, args[2], figures);
            return;
        }
        System.out.println(HEADER);
        for (String nodes : List.of("10000", "100000")) {
            for (String policy : List.of("best-fit", "first-fit")) {
                OwnMachine.run(ReplayBenchmark.class, OPTIONS, ReplayWorkload.CORES.name(), nodes, policy);
            }
        }
        for (String policy : List.of("best-fit", "first-fit", "fgd")) {
            OwnMachine.run(ReplayBenchmark.class, OPTIONS, ReplayWorkload.WEEK.name(), "10000", policy);
        }
    }

    private String measure() {
        double[] unobserved = new double[ROUNDS];
        double[] recorded = new double[ROUNDS];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            double nobody = replay(RunObserver.NONE);
            double recorder = replay(new Recorder(trace.contents(), false, typical, null));
            if (round >= 0) {
                unobserved[round] = nobody;
                recorded[round] = recorder;
            }
        }
        Arrays.sort(unobserved);
        Arrays.sort(recorded);
        long[] ends = new long[1];
        replay(new RunObserver() {
            @Override
            public void podFinished(int pod, int node) {
                ends[0]++;
            }
        });
        double events = (trace.contents().events() + ends[0]) / 1e6;
        return String.format(
                Locale.ROOT,
                "%.2f M | %.2f M | %.2f M | %.2f to %.2f M",
                events,
                events / recorded[ROUNDS / 2],
                events / unobserved[ROUNDS / 2],
                events / recorded[ROUNDS - 1],
                events / recorded[0]);
    }

    /** Seconds of CPU that a run took. */
    private double replay(RunObserver observer) {
        System.gc();
        long start = THREADS.getCurrentThreadCpuTime();
        try (EventStream stream = trace.stream()) {
            new Simulation(stream, Policies.load().profile(policy, context), 1, OnUnschedulable.QUEUE, observer).run();
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    }
}
