package io.plimsoll.benchmarks;

import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.simulator.engine.Simulation;
import io.plimsoll.simulator.record.DecisionLog;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.record.Recorder;
import io.plimsoll.simulator.record.RunObserver;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;

/**
 * What observing costs: the built-in week (1,000 nodes, 50,000 pods) seen by nobody, by the recorder, and by the recorder
 * with a decision log on disk, one after the other in every operation, so that what else the machine does falls on all
 * three alike. What occurs in the trace is known before a run begins. The target: the recorder takes less than a tenth of
 * a run's time. The figures to read are {@code recorderPercent} and {@code logPercent}: the CPU time of the thread beyond
 * that of the run seen by nobody, as a share of the observed run, the mean over the virtual machines, since what the
 * compiler makes of a run differs from one to the next by several points.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, batchSize = 20)
@Measurement(iterations = 1, batchSize = 20)
@Fork(value = 5, jvmArgs = "-Xmx2g")
@State(Scope.Benchmark)
public class RecorderOverheadBenchmark {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** The policy. */
    @Param({"best-fit", "fgd"})
    public String policy = "best-fit";

    private Week week = Week.NONE;
    private Path folder = Path.of("");

    /** CPU time of the runs of one iteration. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Times {

        private double nobodyNanos;
        private double recorderNanos;
        private double logNanos;
        private double iterations = 1;

        /** Begins anew. */
        @Setup(Level.Iteration)
        public void reset(BenchmarkParams benchmark, IterationParams iteration) {
            iterations = (double) Math.max(1, benchmark.getForks()) * iteration.getCount();
            nobodyNanos = 0;
            recorderNanos = 0;
            logNanos = 0;
        }

        /** What the recorder takes of a run, in percent; JMH adds up these shares of the mean. */
        public double recorderPercent() {
            return 100 * (recorderNanos - nobodyNanos) / recorderNanos / iterations;
        }

        /** What recorder and decision log take of a run, in percent; JMH adds up these shares of the mean. */
        public double logPercent() {
            return 100 * (logNanos - nobodyNanos) / logNanos / iterations;
        }
    }

    /** Makes the workload. */
    @Setup
    public void prepare() throws IOException {
        week = Week.of(1_000);
        folder = Files.createTempDirectory("recorder-overhead");
    }

    /** Removes what was written. */
    @TearDown
    public void remove() throws IOException {
        Files.deleteIfExists(folder.resolve(DecisionLog.FILE));
        Files.delete(folder);
    }

    /** Three runs. */
    @Benchmark
    public void run(Times times) {
        long start = THREADS.getCurrentThreadCpuTime();
        simulate(RunObserver.NONE);
        long nobody = THREADS.getCurrentThreadCpuTime();
        simulate(recorder(null));
        long recorder = THREADS.getCurrentThreadCpuTime();
        try (OutputFolder output = OutputFolder.open(folder);
                DecisionLog log = DecisionLog.begin(output)) {
            simulate(recorder(log));
            log.complete();
        }
        times.nobodyNanos += nobody - start;
        times.recorderNanos += recorder - nobody;
        times.logNanos += THREADS.getCurrentThreadCpuTime() - recorder;
    }

    private Recorder recorder(@Nullable DecisionLog log) {
        return new Recorder(week.contents(), false, TypicalPods.of(week.requests(), TypicalPods.STUDY_THRESHOLD), log);
    }

    private void simulate(RunObserver observer) {
        new Simulation(
                        week.trace().stream(),
                        Policies.load().profile(policy, week.context()),
                        1,
                        OnUnschedulable.QUEUE,
                        observer)
                .run();
    }
}
