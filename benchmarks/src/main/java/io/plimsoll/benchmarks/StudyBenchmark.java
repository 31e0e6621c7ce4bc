package io.plimsoll.benchmarks;

import io.plimsoll.core.input.InputException;
import io.plimsoll.simulator.fgd.FgdStudy;
import io.plimsoll.simulator.fgd.StudyPolicy;
import io.plimsoll.simulator.fgd.StudyResult;
import io.plimsoll.simulator.fgd.StudySelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
 * One experiment of the FGD study on one thread: 1,213 nodes, about 10,800 arrivals, the metrics after each. The claim: at
 * most 0.3 s warm. Needs the study's data: {@code -jvmArgs -Dplimsoll.data=DIR}, where DIR holds {@code
 * alibaba-gpu-v2023-openb}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class StudyBenchmark {

    /** The policy. */
    @Param({"FGD", "BEST_FIT", "GPU_CLUSTERING"})
    public StudyPolicy policy = StudyPolicy.FGD;

    /** The workload. */
    @Param({"default", "gpuspec10"})
    public String workload = "default";

    private Path data = Path.of("");

    /** Finds the data. */
    @Setup
    public void find() {
        data = Path.of(System.getProperty("plimsoll.data", "../shared/data"), "alibaba-gpu-v2023-openb");
    }

    /** Reads the workload and runs one experiment; reading is about a tenth of it. */
    @Benchmark
    public StudyResult experiment() throws InputException, IOException, InterruptedException {
        StudySelection selection = new StudySelection(Set.of(workload), EnumSet.of(policy), List.of(42));
        return FgdStudy.load(data, selection).run(1, (run, done, total) -> true);
    }
}
