package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.Seeds;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuClusterWorkloadTest {

    private static final GpuClusterParameters DEFAULT = GpuClusterParameters.DEFAULT;
    private static final long HORIZON = DEFAULT.horizonMillis();
    private static final Trace WEEK = GpuClusterWorkload.generate(42, DEFAULT);

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 1234567})
    void theLoadIsTheWantedOneWithAFewHoursOfContention(long seed) {
        FluidLoad load = load(GpuClusterWorkload.generate(seed, DEFAULT));

        assertThat(load.mean()).isCloseTo(0.74, within(0.002));
        assertThat(load.hoursBetween(0.6, 0.85)).isGreaterThan(0.75 * 7 * 24);
        assertThat(load.peak()).isBetween(1.1, 1.35);
        assertThat(load.hoursBetween(1.0, 10)).isBetween(2.0, 4.0);
        assertThat(load.at(3 * Calendar.DAY + 13 * Calendar.HOUR))
                .as("before the sweep")
                .isBetween(0.7, 0.9);
        assertThat(load.at(3 * Calendar.DAY + 21 * Calendar.HOUR))
                .as("after the sweep")
                .isBetween(0.7, 0.9);
        assertThat(load.at(Calendar.HOUR)).as("after the first hour").isBetween(0.55, 0.75);
        assertThat(load.at(2 * Calendar.DAY + 17 * Calendar.HOUR))
                .as("a working afternoon against a Sunday morning")
                .isGreaterThan(load.at(6 * Calendar.DAY + 8 * Calendar.HOUR) + 0.15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"T4", "A10", "V100", "A100"})
    void podsThatAcceptOneModelOnlyFitIt(String model) {
        FluidLoad load = new FluidLoad(
                WEEK,
                HORIZON,
                node -> !node.devices().isEmpty()
                        && node.devices().get(0).model().equals(model),
                arrival -> arrival.pod().devices().models().equals(new TreeSet<>(Set.of(model))));

        assertThat(load.mean()).isBetween(0.1, 0.6);
        assertThat(load.peak()).isLessThan(0.75);
    }

    @Test
    void theMixIsThatOfAGpuCluster() {
        List<PodSpec> pods = pods(WEEK);
        long withGpu = pods.stream().filter(pod -> pod.devices().count() > 0).count();

        assertThat(pods).hasSize(50_000);
        assertThat(pods.size() - withGpu).isBetween(5_000L, 7_000L);
        assertThat(pods.stream().filter(pod -> pod.devices().isShare())).hasSizeBetween(17_000, 21_000);
        assertThat(pods.stream().filter(pod -> pod.devices().totalMilli() == 1000))
                .hasSizeBetween(21_000, 26_000);
        assertThat(pods.stream().filter(pod -> pod.devices().count() == 8)).hasSizeBetween(200, 500);
        assertThat(pods.stream().filter(pod -> !pod.devices().models().isEmpty()))
                .hasSizeBetween((int) (0.30 * withGpu), (int) (0.40 * withGpu));
        assertThat(pods.stream().filter(pod -> !pod.spread().isEmpty())).hasSizeBetween(3_000, 6_000);
        assertThat(pods.stream().filter(pod -> !pod.preferred().isEmpty())).hasSizeBetween(6_000, 10_000);
        assertThat(pods.stream().map(PodSpec::priority).distinct()).containsExactlyInAnyOrder(0, 50, 100);
    }

    @Test
    void fiftyThousandPodsAreFewClasses() {
        Set<List<Object>> classes = new HashSet<>();
        for (PodSpec pod : pods(WEEK)) {
            classes.add(List.of(
                    pod.namespace(), pod.requests(), pod.devices(), pod.priority(), pod.spread(), pod.preferred()));
        }
        assertThat(classes).hasSizeBetween(30, 60);
    }

    @Test
    void lifetimesHaveAHeavyTail() {
        long[] lifetimes = WEEK.arrivals().stream()
                .filter(PodArrived::hasDuration)
                .mapToLong(PodArrived::durationMillis)
                .sorted()
                .toArray();
        long median = lifetimes[lifetimes.length / 2];

        assertThat(lifetimes[0]).isPositive();
        assertThat(Arrays.stream(lifetimes).average().orElseThrow()).isGreaterThan(3.0 * median);
        assertThat(lifetimes[lifetimes.length * 99 / 100]).isGreaterThan(20 * median);
    }

    @Test
    void whatOutlivesTheTraceHasNoKnownEnd() {
        List<PodArrived> arrivals = WEEK.arrivals();

        assertThat(arrivals).allMatch(arrival -> arrival.timeMillis() + arrival.durationMillis() <= HORIZON);
        assertThat(arrivals).filteredOn(arrival -> !arrival.hasDuration()).hasSizeBetween(2_000, 5_000);
    }

    @Test
    void nodesAreCordonedRemovedBroughtBackAndResized() {
        List<TraceEvent> ofNodes = WEEK.events().stream()
                .filter(event -> !(event instanceof PodArrived))
                .toList();

        assertThat(ofNodes).hasSize(3 * 8 + 1);
        assertThat(ofNodes.subList(0, 8)).allSatisfy(event -> {
            assertThat(event.timeMillis()).isEqualTo(Calendar.DAY + 9 * Calendar.HOUR);
            assertThat(((NodeChanged) event).node().unschedulable()).isTrue();
        });
        assertThat(ofNodes.subList(8, 16)).hasOnlyElementsOfType(NodeRemoved.class);
        assertThat(ofNodes.subList(16, 24)).allSatisfy(event -> {
            NodeSpec back = ((NodeAdded) event).node();
            assertThat(WEEK.initialNodes()).contains(back);
            assertThat(back.devices()).hasSize(8);
        });
        NodeSpec resized = ((NodeChanged) ofNodes.get(24)).node();
        assertThat(resized.allocatable().cpuMilli()).isEqualTo(128_000);
        assertThat(WEEK.initialNodes().get(0).withAllocatable(resized.allocatable()))
                .isEqualTo(resized);
    }

    @Test
    void theSameSeedGivesTheSameTraceAndAnotherSeedAnother() {
        GpuClusterParameters small = DEFAULT.scaledTo(50);
        Trace trace = GpuClusterWorkload.generate(7, small);

        assertThat(GpuClusterWorkload.generate(7, small)).isEqualTo(trace);
        assertThat(GpuClusterWorkload.generate(8, small).events()).isNotEqualTo(trace.events());
        assertThat(trace.name()).isEqualTo("gpu-cluster-seed-7");
        assertThat(trace.format()).isEqualTo(GpuClusterWorkload.FORMAT);
        assertThat(trace.inputs()).isEmpty();
    }

    @Test
    void randomParametersGiveAsManyPodsAndTheWantedLoad() {
        SplittableRandom random = new SplittableRandom(Seeds.of("randomParameters", 30));
        for (int round = 0; round < 30; round++) {
            int nodes = random.nextInt(20, 300);
            GpuClusterParameters parameters = new GpuClusterParameters(
                    nodes, nodes * random.nextInt(40, 120), random.nextInt(1, 29), random.nextDouble(0.2, 0.9));
            Trace trace = GpuClusterWorkload.generate(random.nextLong(), parameters);

            assertThat(trace.initialNodes()).hasSize(nodes);
            assertThat(trace.arrivals()).hasSize(parameters.pods());
            assertThat(trace.lastEventMillis()).isLessThan(parameters.horizonMillis());
            FluidLoad load = new FluidLoad(trace, parameters.horizonMillis(), node -> true, pod -> true);
            assertThat(load.mean()).as("%s", parameters).isCloseTo(parameters.load(), within(0.005));
        }
    }

    private static FluidLoad load(Trace trace) {
        return new FluidLoad(trace, HORIZON, node -> true, arrival -> true);
    }

    private static List<PodSpec> pods(Trace trace) {
        return trace.arrivals().stream().map(PodArrived::pod).toList();
    }
}
