package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LabelPrioritiesTest {

    private final Trace trace = new Trace(
            "test",
            "test",
            true,
            List.of(NodeSpec.of("n", Resources.allocatable(1_000, 1_000, 10))),
            List.of(
                    new PodArrived(0, pod("a", "LS"), 5, "owner"),
                    new PodArrived(1, pod("b", "BE"), 6),
                    new PodArrived(1, pod("c", "Burstable").withPriority(7), 6),
                    new PodArrived(2, PodSpec.named("d"), PodArrived.UNKNOWN_DURATION),
                    new NodeRemoved(3, "n", RemovalCause.PLANNED)),
            List.of());

    @Test
    void podsShouldGetThePriorityOfTheirValueAndTheOthersKeepTheirs() {
        Trace with = new LabelPriorities("qos", new TreeMap<>(Map.of("LS", 100, "BE", -1))).apply(trace);

        assertThat(with.arrivals().stream().map(arrival -> arrival.pod().priority()))
                .containsExactly(100, -1, 7, 0);
        assertThat(with.arrivals().get(0))
                .isEqualTo(new PodArrived(0, pod("a", "LS").withPriority(100), 5, "owner"));
        assertThat(with.events()).hasSize(5).endsWith(new NodeRemoved(3, "n", RemovalCause.PLANNED));
    }

    @Test
    void aValueThatNoPodHasShouldBeRefused() {
        assertThatThrownBy(() -> new LabelPriorities("qos", new TreeMap<>(Map.of("LS", 100, "be", 0))).apply(trace))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The value (be) of the label (qos) must be that of some pod")
                .hasMessageContaining("Maybe one of [BE, Burstable, LS].");
        assertThatThrownBy(() -> new LabelPriorities("tier", new TreeMap<>(Map.of("LS", 100))).apply(trace))
                .hasMessageContaining("Maybe another label was meant: no pod has it.");
    }

    private static PodSpec pod(String name, String qos) {
        return PodSpec.named(name).withLabels(Map.of("qos", qos));
    }
}
