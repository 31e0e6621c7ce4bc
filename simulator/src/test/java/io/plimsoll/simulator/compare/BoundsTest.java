package io.plimsoll.simulator.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.simulator.engine.StopFlag;
import io.plimsoll.simulator.record.EvictionCause;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two nodes of 4 cores and 2 GPUs, and a third of 8 cores from 100 ms on; runs by hand. */
final class BoundsTest {

    private static final long GIB = 1L << 30;

    private final List<TraceEvent> events = new ArrayList<>();
    private RunOptions options = SampleComparisons.QUEUE;

    @Test
    void podsThatFitNowhereWholeFitAPoolInPieces() {
        arrive(0, 3000, 0, 200);
        arrive(0, 3000, 0, 200);
        arrive(10, 2000, 0, 50);
        List<ComparedRun> runs = run("first-fit,bound:fractional,bound:infinite");
        // On real nodes the third pod waits for the third node, in the pool the two leftover cores are enough.
        assertThat(runs.get(0).value(Metric.MEAN_WAIT)).isCloseTo(30, within(1e-9));
        assertThat(runs.get(1).value(Metric.MEAN_WAIT)).isZero();
        assertThat(runs.get(2).value(Metric.MEAN_WAIT)).isZero();
    }

    @Test
    void aPoolThatIsFullMakesPodsWaitAndAnInfiniteClusterDoesNot() {
        for (int i = 0; i < 9; i++) {
            arrive(0, 1000, 0, 50);
        }
        List<ComparedRun> runs = run("first-fit,bound:fractional,bound:infinite");
        assertThat(runs.get(1).value(Metric.MEAN_WAIT)).isCloseTo(50 / 9.0, within(1e-9));
        assertThat(runs.get(2).value(Metric.MEAN_WAIT)).isZero();
        assertThat(runs.get(2).value(Metric.CPU_ALLOCATION)).isCloseTo(9 / 8.0 * 50 / 100, within(0.2));
        assertThat(runs.get(2).value(Metric.NODES_IN_USE)).isNaN();
    }

    @Test
    void sharesOfGpusAreCountedLikeAnyOtherResource() {
        arrive(0, 100, 600, 100);
        arrive(0, 100, 600, 100);
        arrive(0, 100, 600, 100);
        List<ComparedRun> runs = run("first-fit,bound:fractional");
        // 1.8 GPUs fit one node when they are cut, but every GPU takes one share whole: two on the first node, one
        // beside.
        assertThat(runs.get(0).value(Metric.NODES_IN_USE)).isCloseTo(2, within(1e-9));
        assertThat(runs.get(1).value(Metric.NODES_IN_USE)).isCloseTo(1, within(1e-9));
        assertThat(runs.get(0).value(Metric.NODES_OVER_BOUND)).isCloseTo(1, within(1e-9));
        assertThat(runs.get(0).value(Metric.GPU_ALLOCATION))
                .isCloseTo(runs.get(1).value(Metric.GPU_ALLOCATION), within(1e-12))
                .isCloseTo(1.8 / 4, within(1e-12));
    }

    @Test
    void aWarmUpIsLeftOutAndAHorizonEndsTheRun() {
        arrive(0, 100, 600, 40);
        arrive(0, 100, 600, 40);
        arrive(0, 100, 600, 40);
        arrive(60, 100, 600, 1000);
        options = new RunOptions(false, 0, RunRules.of(OnUnschedulable.QUEUE), 20, 100);
        List<ComparedRun> runs = run("first-fit,bound:fractional");
        // From 20 to 100 ms: two nodes (or one, in pieces) for 20 ms, none for 20, one for 40.
        assertThat(runs.get(0).value(Metric.NODES_IN_USE)).isCloseTo((2 * 20 + 40) / 80.0, within(1e-9));
        assertThat(runs.get(1).value(Metric.NODES_IN_USE)).isCloseTo((20 + 40) / 80.0, within(1e-9));
        assertThat(runs.get(0).value(Metric.GPU_ALLOCATION)).isCloseTo((1.8 * 20 + 0.6 * 40) / 4 / 80, within(1e-9));
    }

    @Test
    void waitsThatBeganInTheWarmUpDoNotCountAndThoseThatLastDo() {
        WaitsMeter meter = new WaitsMeter(10);
        meter.timePassed(5);
        meter.podQueued(1);
        meter.podWaits(1);
        meter.timePassed(20);
        meter.podPlaced(1, 15, false);
        meter.podPlaced(2, 0, false);
        meter.podWaits(3);
        meter.podEvicted(2, 0, EvictionCause.FAILURE, 0);
        meter.timePassed(50);
        meter.podDropped(2);
        assertThat(meter.waits()).isEqualTo(new WaitsMeter.Waits(15, 30));
        assertThat(new WaitsMeter(0).waits().meanMillis()).isNaN();
    }

    @Test
    void theFewestNodesAreTheLargestOnes() {
        events.add(new NodeAdded(100, node("large", 8, 0)));
        FewestNodes fewest = new FewestNodes(trace());
        Cluster cluster = new Cluster();
        int slot = cluster.addNode(node("any", 64, 0));
        assertThat(fewest.of(cluster)).isZero();
        cluster.bind(cluster.addPod(pod("p", 5000, 0)), slot, 0);
        assertThat(fewest.of(cluster)).isEqualTo(2);
        fewest.advance(99);
        assertThat(fewest.of(cluster)).isEqualTo(2);
        fewest.advance(100);
        assertThat(fewest.of(cluster)).isEqualTo(1);
    }

    private void arrive(long timeMillis, long cpuMilli, int gpuMilli, long durationMillis) {
        events.add(new PodArrived(timeMillis, pod("p" + events.size(), cpuMilli, gpuMilli), durationMillis));
    }

    private static PodSpec pod(String name, long cpuMilli, int gpuMilli) {
        return PodSpec.named(name)
                .withRequests(Resources.request(cpuMilli, 1))
                .withDevices(gpuMilli == 0 ? DeviceRequest.NONE : DeviceRequest.share(gpuMilli, Set.of("T4")));
    }

    private static NodeSpec node(String name, long cores, int gpus) {
        return NodeSpec.of(name, Resources.allocatable(1000 * cores, 16 * GIB, 110))
                .withDevices(Collections.nCopies(gpus, DeviceSpec.whole("T4")));
    }

    private Trace trace() {
        return new Trace("test", "test", true, List.of(node("a", 4, 2), node("b", 4, 2)), events, List.of());
    }

    private List<ComparedRun> run(String policies) {
        if (events.stream()
                .noneMatch(event -> event instanceof PodArrived arrival
                        && arrival.pod().devices().count() > 0)) {
            events.add(new NodeAdded(100, node("large", 8, 0)));
        }
        Workloads workloads =
                Workloads.recorded(trace(), TraceInfo.of("test", "test", 3, 3, Map.of(), List.of()), options);
        ComparisonPlan plan = new ComparisonPlan(Entrant.parse(policies, Policies.load()), 0, List.of(1L), workloads);
        try {
            return new ComparisonRunner(plan, new StopFlag()).run(1).runs();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
