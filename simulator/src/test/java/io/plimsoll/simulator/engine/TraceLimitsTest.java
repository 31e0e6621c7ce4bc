package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TraceLimitsTest {

    private static final Resources LARGEST = Resources.allocatable(Resources.MAX_QUANTITY, 0, 0);

    @Test
    void aTraceWithinTheLimitsShouldPass() {
        assertThatCode(() -> TraceLimits.require(nodes(8_191, LARGEST))).doesNotThrowAnyException();
    }

    @Test
    void nodesThatOfferMoreThanCanBeAddedUpShouldBeRefused() {
        assertThatThrownBy(() -> TraceLimits.require(nodes(8_192, LARGEST)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)The sum .* of trace \\(test\\) .*node \\(node-8191\\).* must be .*\nMaybe .*");
    }

    @Test
    void scalarsAndLaterNodesShouldCountToo() {
        Resources scalar = Resources.NONE.withScalars(Map.of("example.com/x", Resources.MAX_QUANTITY));
        List<TraceEvent> events = new ArrayList<>();
        for (NodeSpec node : nodes(8_192, scalar).initialNodes()) {
            events.add(new NodeAdded(0, node));
        }
        assertRefused(new Trace("test", "test", true, List.of(), events, List.of()), "The sum ");
    }

    @Test
    void moreThan64ModelsOfDevicesShouldBeRefused() {
        Set<String> many =
                Set.copyOf(IntStream.range(0, 63).mapToObj(i -> "M" + i).toList());
        PodSpec pod = PodSpec.named("p").withDevices(DeviceRequest.whole(1, many));
        NodeSpec node = NodeSpec.of("n", Resources.NONE).withDevices(List.of(DeviceSpec.whole("M63")));
        List<TraceEvent> events = new ArrayList<>(List.of(new PodArrived(0, pod, 1)));

        TraceLimits.require(new Trace("test", "test", true, List.of(node), events, List.of()));

        events.add(new NodeChanged(3, node.withDevices(List.of(DeviceSpec.whole("M64")))));
        assertRefused(new Trace("test", "test", true, List.of(node), events, List.of()), "The number of device models");
    }

    private static void assertRefused(Trace trace, String start) {
        assertThatThrownBy(() -> TraceLimits.require(trace))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(start)
                .hasMessageContaining("\nMaybe ");
    }

    private static Trace nodes(int count, Resources each) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(NodeSpec.of("node-" + i, each));
        }
        return new Trace("test", "test", true, nodes, List.of(), List.of());
    }
}
