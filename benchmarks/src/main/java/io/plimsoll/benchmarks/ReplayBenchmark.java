package io.plimsoll.benchmarks;

import io.plimsoll.core.policy.Policies;
import io.plimsoll.simulator.engine.Simulation;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.RunObserver;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many events a second are replayed, without a recorder: arrivals, ends and changes of nodes of the generated week,
 * with its hours of contention, spread constraints and preferences. The figure to read is {@code events}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@State(Scope.Benchmark)
public class ReplayBenchmark {

    /** The policy. */
    @Param({"first-fit", "best-fit", "fgd"})
    public String policy = "first-fit";

    /** Number of nodes; there are fifty times as many pods. */
    @Param({"1000", "10000"})
    public int nodes = 1_000;

    private Week week = Week.NONE;

    /** Counts what happened. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counters {

        /** Arrivals, ends and changes of nodes. */
        public long events;
    }

    /** Makes the workload. */
    @Setup
    public void prepare() {
        week = Week.of(nodes);
    }

    /** One run. */
    @Benchmark
    public void replay(Counters counters) {
        long[] ends = new long[1];
        RunObserver observer = new RunObserver() {
            @Override
            public void podFinished(int pod, int node) {
                ends[0]++;
            }
        };
        new Simulation(
                        week.trace(),
                        Policies.load().profile(policy, week.context()),
                        1,
                        OnUnschedulable.QUEUE,
                        observer)
                .run();
        counters.events += week.trace().events().size() + ends[0];
    }
}
