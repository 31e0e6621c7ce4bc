package io.plimsoll.simulator.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.policy.Policies;
import io.plimsoll.simulator.engine.StopFlag;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.StopReason;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.generate.GpuClusterParameters;
import io.plimsoll.traces.generate.GpuClusterWorkload;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ComparisonRunnerTest {

    private static final GpuClusterParameters SMALL = GpuClusterParameters.DEFAULT.scaledTo(20);
    private static final long WEEK = 604_800_000;
    private static final String POLICIES = "least-allocated,best-fit,random,bound:fractional,bound:infinite";

    private final AtomicInteger generated = new AtomicInteger();

    @Test
    void anyNumberOfThreadsGivesTheSameBytes() throws InterruptedException {
        ComparisonPlan plan = plan(POLICIES, 4, generating());
        Comparison alone = new ComparisonRunner(plan, new StopFlag()).run(1);
        Comparison together = new ComparisonRunner(plan, new StopFlag()).run(4);
        assertThat(ComparisonJson.text(together)).isEqualTo(ComparisonJson.text(alone));
        assertThat(ComparisonReport.html(together)).isEqualTo(ComparisonReport.html(alone));
        assertThat(RunsCsv.text(together)).isEqualTo(RunsCsv.text(alone));
        assertThat(generated).as("each seed is generated once a comparison").hasValue(8);
    }

    @Test
    void boundsAreBoundsAndPackingDiffersFromSpreading() throws InterruptedException {
        Comparison comparison = new ComparisonRunner(plan(POLICIES, 4, generating()), new StopFlag()).run(2);
        assertThat(difference(comparison, Metric.NODES_IN_USE).outcome()).isEqualTo(Difference.Outcome.LESS);
        assertThat(DifferenceWords.of(comparison, difference(comparison, Metric.NODES_IN_USE)))
                .matches("best-fit needs [0-9.]+ to [0-9.]+\u00a0% fewer nodes than least-allocated");
        for (ComparedRun run : comparison.runs()) {
            assertThat(run.entrant() == 4 ? run.value(Metric.MEAN_WAIT) : 0).isZero();
            assertThat(run.entrant() == 3 ? run.value(Metric.NODES_OVER_BOUND) : 0)
                    .isZero();
            assertThat(run.entrant() == 4 ? 0 : run.value(Metric.NODES_OVER_BOUND))
                    .isNotNegative();
        }
    }

    @Test
    void seedsOfARecordedTraceChangeTheOrderOfNodesAndDrawsOnly() throws InterruptedException {
        Trace trace = GpuClusterWorkload.generate(1, SMALL);
        Comparison comparison = new ComparisonRunner(
                        plan("first-fit,random,bound:fractional", 3, recorded(trace)), new StopFlag())
                .run(2);
        assertThat(comparison.dependsOnSeed(0)).isTrue();
        assertThat(comparison.dependsOnSeed(1)).isTrue();
        assertThat(comparison.dependsOnSeed(2)).isFalse();
        assertThat(comparison.runs()).extracting(run -> run.totals().arrived()).containsOnly(1000L);
        assertThat(ComparisonReport.html(comparison)).contains("All seeds replay the same trace");
    }

    @Test
    void aStoppedRunnerKeepsWhatIsComplete() throws InterruptedException {
        StopFlag stop = new StopFlag();
        Workloads stopping = Workloads.generated(
                seed -> {
                    if (seed == 3) {
                        stop.stop(StopReason.INTERRUPTED);
                    }
                    return GpuClusterWorkload.generate(seed, SMALL);
                },
                info(),
                WEEK,
                SampleComparisons.QUEUE);
        ComparisonRunner runner = new ComparisonRunner(plan("first-fit,best-fit", 5, stopping), stop);
        Comparison comparison = runner.run(1);
        assertThat(comparison.complete()).isFalse();
        assertThat(comparison.completeSeeds()).isEqualTo(2);
        assertThat(comparison.runs()).hasSize(4);
        assertThat(ComparisonReport.html(comparison)).contains("This comparison was stopped after 4 of 10 runs.");
        assertThat(runner.progress()).isBetween(4.0, 10.0);
    }

    @Test
    void whatAPolicyOrTraceRefusesIsSaidAsItIs() {
        assertThatThrownBy(() ->
                        new ComparisonRunner(plan("first-fit+best-fit,random", 1, generating()), new StopFlag()).run(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must stand alone");
        RunOptions inflated = new RunOptions(true, 1e9, OnUnschedulable.DROP);
        Workloads tooLarge =
                Workloads.generated(seed -> GpuClusterWorkload.generate(seed, SMALL), info(), WEEK, inflated);
        assertThatThrownBy(() -> new ComparisonRunner(plan("first-fit,random", 1, tooLarge), new StopFlag()).run(1))
                .hasMessageContaining("must be at most")
                .hasMessageContaining("\nMaybe ");
    }

    @Test
    void podsThatOnlyArriveAreComparedByWhatFitsIn() throws InterruptedException {
        RunOptions options = new RunOptions(true, 1.3, OnUnschedulable.DROP);
        Workloads workloads =
                Workloads.generated(seed -> GpuClusterWorkload.generate(seed, SMALL), info(), WEEK, options);
        Comparison comparison =
                new ComparisonRunner(plan("random,best-fit,bound:fractional", 3, workloads), new StopFlag()).run(2);
        assertThat(comparison.metrics()).doesNotContain(Metric.MEAN_WAIT, Metric.P99_WAIT);
        assertThat(comparison.sample(Metric.GPU_ALLOCATION, 2).mean())
                .isGreaterThanOrEqualTo(
                        comparison.sample(Metric.GPU_ALLOCATION, 1).mean());
        assertThat(difference(comparison, Metric.GPU_ALLOCATION).evidence()).isEqualTo(Evidence.STUDENT);
    }

    @Test
    void bothObserversSeeEverything() throws ReflectiveOperationException {
        for (Method method : RunObserver.class.getMethods()) {
            List<String> calls = new ArrayList<>();
            RunObserver both = new BothObservers(listener("1", calls), listener("2", calls));
            Object[] arguments = new Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                Class<?> type = method.getParameterTypes()[i];
                arguments[i] =
                        type == int.class ? 1 : type == long.class ? (Object) 1L : type == boolean.class ? true : null;
            }
            method.invoke(both, arguments);
            assertThat(calls).containsExactly("1 " + method.getName(), "2 " + method.getName());
        }
    }

    private static Difference difference(Comparison comparison, Metric metric) {
        return Objects.requireNonNull(comparison.difference(metric, 1));
    }

    private static RunObserver listener(String name, List<String> calls) {
        return (RunObserver) Proxy.newProxyInstance(
                RunObserver.class.getClassLoader(), new Class<?>[] {RunObserver.class}, (proxy, method, arguments) -> {
                    calls.add(name + " " + method.getName());
                    return null;
                });
    }

    private Workloads generating() {
        return Workloads.generated(
                seed -> {
                    generated.incrementAndGet();
                    return GpuClusterWorkload.generate(seed, SMALL);
                },
                info(),
                WEEK,
                SampleComparisons.QUEUE);
    }

    private static Workloads recorded(Trace trace) {
        return Workloads.recorded(trace, info(), SampleComparisons.QUEUE);
    }

    private static TraceInfo info() {
        return TraceInfo.of("gpu-cluster", "gpu-cluster", SMALL.nodes(), SMALL.pods(), Map.of(), List.of());
    }

    private static ComparisonPlan plan(String policies, int seeds, Workloads workloads) {
        return new ComparisonPlan(
                Entrant.parse(policies, Policies.load()),
                0,
                LongStream.rangeClosed(1, seeds).boxed().toList(),
                workloads);
    }
}
