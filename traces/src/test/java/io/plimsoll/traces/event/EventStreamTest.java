package io.plimsoll.traces.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventStreamTest {

    private static final NodeSpec NODE = NodeSpec.of("n", Resources.allocatable(1000, 1000, 10));
    private static final PodSpec SMALL = PodSpec.named("a").withRequests(Resources.request(1, 1));
    private static final PodSpec LARGE = SMALL.withRequests(Resources.request(9, 9));

    @Test
    void aTraceShouldStreamItsEventsInOrder() {
        NodeSpec other = NODE.withUnschedulable(true);
        try (EventStream events = trace(
                new NodeDrained(3, "n"),
                new NodeChanged(3, other),
                new NodeRemoved(4, "n", RemovalCause.FAILURE),
                new NodeAdded(5, NODE))
                .stream()) {
            assertThat(events.header().name()).isEqualTo("test");
            assertThat(events.header().initialNodes()).containsExactly(NODE);
            assertThat(events.header().budgets()).containsExactly(new DisruptionBudget("web", 1));
            assertThat(events.advance()).isTrue();
            assertThat(events.type()).isEqualTo(EventType.NODE_DRAINED);
            assertThat(events.kind()).isEqualTo(EventKind.NODE_ADDITION_OR_CHANGE);
            assertThat(events.nodeName()).isEqualTo("n");
            assertThat(events.timeMillis()).isEqualTo(3);
            assertThat(events.advance()).isTrue();
            assertThat(events.type()).isEqualTo(EventType.NODE_CHANGED);
            assertThat(events.node()).isEqualTo(other);
            assertThat(events.nodeName()).isEqualTo("n");
            assertThat(events.advance()).isTrue();
            assertThat(events.type()).isEqualTo(EventType.NODE_REMOVED);
            assertThat(events.cause()).isEqualTo(RemovalCause.FAILURE);
            assertThat(events.nodeName()).isEqualTo("n");
            assertThat(events.advance()).isTrue();
            assertThat(events.type()).isEqualTo(EventType.NODE_ADDED);
            assertThat(events.node()).isSameAs(NODE);
            assertThat(events.advance()).isFalse();
            assertThat(events.advance()).isFalse();
        }
    }

    @Test
    void podsThatDifferInTheirNamesShouldShareATemplate() {
        try (EventStream events = trace(
                new PodArrived(1, SMALL, 10, "web"),
                new PodArrived(2, LARGE.withName("b"), PodArrived.UNKNOWN_DURATION),
                new PodArrived(3, SMALL.withName("c"), 30, "web"))
                .stream()) {
            assertThat(events.advance()).isTrue();
            assertPod(events, 0, SMALL, "a", 10, 0, "web");
            assertThat(events.advance()).isTrue();
            assertPod(events, 1, LARGE.withName("b"), "b", PodArrived.UNKNOWN_DURATION, 1, "");
            assertThat(events.advance()).isTrue();
            assertPod(events, 0, SMALL, "c", 30, 0, "web");
            assertThat(events.template()).isSameAs(SMALL);
            assertThat(events.advance()).isFalse();
        }
    }

    @Test
    void whatDoesNotBelongTogetherShouldBeRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trace(new NodeDrained(1, "other")))
                .withMessageContaining("The node (other) of a trace (at 1 ms) must be in the cluster");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeDrained(1, ""))
                .withMessageContaining("The node name of a drain (at 1 ms) must not be empty.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DisruptionBudget("", 1))
                .withMessageContaining("Maybe a field is missing in the input.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DisruptionBudget("web", -1))
                .withMessageContaining("The disruption budget (-1) of owner (web) must be at least 0");
        DisruptionBudget twice = new DisruptionBudget("web", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Trace("test", "test", true, List.of(), List.of(twice, twice), List.of(), List.of()))
                .withMessageContaining("The owner (web) of a trace (at 0 ms) must have one disruption budget.");
    }

    private static void assertPod(
            EventStream events, int template, PodSpec pod, String name, long duration, int ownerNumber, String owner) {
        assertThat(events.type()).isEqualTo(EventType.POD_ARRIVED);
        assertThat(events.templateNumber()).isEqualTo(template);
        assertThat(events.template()).isEqualTo(pod.withName(events.template().name()));
        assertThat(events.podName()).isEqualTo(name);
        assertThat(events.durationMillis()).isEqualTo(duration);
        assertThat(events.ownerNumber()).isEqualTo(ownerNumber);
        assertThat(events.owner()).isEqualTo(owner);
    }

    private static Trace trace(TraceEvent... events) {
        List<DisruptionBudget> budgets = List.of(new DisruptionBudget("web", 1));
        return new Trace("test", "test", true, List.of(NODE), budgets, List.of(events), List.of());
    }
}
