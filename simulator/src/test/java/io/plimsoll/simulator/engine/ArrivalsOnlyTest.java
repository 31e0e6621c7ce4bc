package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArrivalsOnlyTest {

    private static final DeviceRequest ONE_GPU = DeviceRequest.whole(1, Set.of());

    @Test
    void podsShouldArriveOneByOneInTheOrderOfTheTraceAndStay() {
        Trace trace = ArrivalsOnly.of(trace(List.of(pod("c", 1), pod("a", 1), pod("b", 1))));

        assertThat(trace.arrivals())
                .extracting(PodArrived::timeMillis, arrival -> arrival.pod().name(), PodArrived::hasDuration)
                .containsExactly(tuple(1, "c"), tuple(2, "a"), tuple(3, "b"));
        assertThat(trace.events()).hasSize(3);
        assertThat(trace.initialNodes()).hasSize(2);
    }

    @Test
    void clonesShouldFollowUntilTheRequestsReachTheTarget() {
        // 2 nodes of 8 GPUs: 12.8 are 80 %, and every pod asks for one.
        Trace trace = ArrivalsOnly.inflated(trace(gpuPods(5)), 0.8, 7);

        List<String> names = names(trace);
        assertThat(names).hasSize(12);
        assertThat(names.subList(0, 5)).containsExactlyInAnyOrder("pod-0", "pod-1", "pod-2", "pod-3", "pod-4");
        for (int clone = 0; clone < 7; clone++) {
            assertThat(names.get(5 + clone)).matches("pod-[0-4]-inflated-" + clone);
        }
        assertThat(new HashSet<>(names.subList(5, 12))).hasSizeGreaterThan(1);
    }

    @Test
    void theOrderShouldDependOnTheSeedAlone() {
        Trace trace = trace(gpuPods(12));

        assertThat(names(ArrivalsOnly.inflated(trace, 0.9, 1))).isEqualTo(names(ArrivalsOnly.inflated(trace, 0.9, 1)));
        assertThat(names(ArrivalsOnly.inflated(trace, 0.9, 1)))
                .isNotEqualTo(names(ArrivalsOnly.inflated(trace, 0.9, 2)));
    }

    @Test
    void everyOrderShouldBeAboutEquallyLikely() {
        int[] first = new int[4];
        for (int seed = 0; seed < 4_000; seed++) {
            String name =
                    names(ArrivalsOnly.inflated(trace(gpuPods(4)), 0.25, seed)).get(0);
            first[Integer.parseInt(name.substring("pod-".length()))]++;
        }
        for (int count : first) {
            assertThat(count).isBetween(900, 1_100);
        }
    }

    @Test
    void aTraceThatAsksForEnoughShouldOnlyBeShuffled() {
        assertThat(names(ArrivalsOnly.inflated(trace(gpuPods(16)), 1.0, 3))).hasSize(16);
        assertThat(names(ArrivalsOnly.inflated(trace(gpuPods(40)), 1.0, 3))).hasSize(40);
    }

    @Test
    void cpuShouldCountWhereNoPodAsksForGpus() {
        // 2 nodes of 4 cores, pods of one core each.
        assertThat(names(ArrivalsOnly.inflated(trace(List.of(pod("a", 1), pod("b", 1))), 2, 3)))
                .hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e9})
    void anInflationOutOfReachShouldBeRefused(double factor) {
        assertThatThrownBy(() -> ArrivalsOnly.inflated(trace(gpuPods(4)), factor, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)The .* of trace \\(test\\).* must be .*\nMaybe .*");
    }

    @Test
    void podsThatAskForNothingShouldNotBeInflated() {
        assertThatThrownBy(() -> ArrivalsOnly.inflated(trace(List.of(PodSpec.named("idle"))), 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must ask for GPUs or CPU");
    }

    private static org.assertj.core.groups.Tuple tuple(long time, String name) {
        return org.assertj.core.groups.Tuple.tuple(time, name, false);
    }

    private static List<String> names(Trace trace) {
        return trace.arrivals().stream().map(arrival -> arrival.pod().name()).toList();
    }

    private static List<PodSpec> gpuPods(int count) {
        List<PodSpec> pods = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pods.add(PodSpec.named("pod-" + i).withDevices(ONE_GPU));
        }
        return pods;
    }

    private static PodSpec pod(String name, int cores) {
        return PodSpec.named(name).withRequests(Resources.request(1000L * cores, 0));
    }

    private static Trace trace(List<PodSpec> pods) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            nodes.add(NodeSpec.of("node-" + i, Resources.allocatable(4_000, 1_000, 100))
                    .withDevices(Collections.nCopies(8, DeviceSpec.whole("A100"))));
        }
        List<TraceEvent> events = new ArrayList<>();
        for (PodSpec pod : pods) {
            events.add(new PodArrived(100L * events.size(), pod, 50));
        }
        events.add(new NodeRemoved(1_000_000, "node-1"));
        return new Trace("test", "test", true, nodes, events, List.of());
    }
}
