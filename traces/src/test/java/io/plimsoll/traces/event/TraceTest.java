package io.plimsoll.traces.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.Seeds;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TraceTest {

    private static final long UNKNOWN = PodArrived.UNKNOWN_DURATION;

    @Test
    void eventsOfOneMillisecondAreOrderedByKindThenInput() {
        PodArrived first = new PodArrived(5, PodSpec.named("p1"), 10);
        PodArrived second = new PodArrived(5, PodSpec.named("p0"), 10);
        NodeAdded added = new NodeAdded(5, node("n1"));
        NodeChanged changed = new NodeChanged(5, node("n1"));
        NodeRemoved removed = new NodeRemoved(5, "n0");
        PodArrived early = new PodArrived(4, PodSpec.named("p2"), UNKNOWN);

        Trace trace = timed(List.of(node("n0")), List.of(first, second, added, changed, removed, early));

        assertThat(trace.events()).containsExactly(early, removed, added, changed, first, second);
        assertThat(trace.arrivals()).containsExactly(early, first, second);
        assertThat(trace.lastEventMillis()).isEqualTo(5);
    }

    @Test
    void randomEventsAreSortedLikeAStableInsertionSort() {
        SplittableRandom random = new SplittableRandom(Seeds.of("randomEventsAreSorted", 7));
        for (int round = 0; round < 50; round++) {
            List<TraceEvent> events = new ArrayList<>();
            List<NodeSpec> nodes = new ArrayList<>();
            int count = random.nextInt(60);
            for (int i = 0; i < count; i++) {
                long time = random.nextLong(6);
                switch (random.nextInt(3)) {
                    case 0 -> events.add(new PodArrived(time, PodSpec.named("pod-" + i), random.nextLong(-1, 5)));
                    case 1 -> events.add(new NodeAdded(time, node("new-" + i)));
                    default -> {
                        nodes.add(node("old-" + i));
                        events.add(new NodeRemoved(time, "old-" + i));
                    }
                }
            }
            assertThat(timed(nodes, events).events()).isEqualTo(insertionSorted(events));
        }
    }

    @Test
    void aTraceDoesNotFollowChangesOfItsArguments() {
        List<NodeSpec> nodes = new ArrayList<>(List.of(node("n0")));
        List<TraceEvent> events = new ArrayList<>(List.of(new NodeRemoved(1, "n0")));
        Trace trace = timed(nodes, events);
        nodes.clear();
        events.clear();

        assertThat(trace.initialNodes()).hasSize(1);
        assertThat(trace.events()).hasSize(1);
        assertThatThrownBy(() -> trace.events().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(trace).hasToString("Trace[test, format made-up, 1 nodes, 1 events]");
    }

    @Test
    void aNodeMayLeaveAndComeBack() {
        Trace trace = timed(
                List.of(node("n0")),
                List.of(new NodeRemoved(1, "n0"), new NodeAdded(1, node("n0")), new NodeChanged(2, node("n0"))));

        assertThat(trace.events()).hasSize(3);
        assertThat(trace.arrivals()).isEmpty();
    }

    @Test
    void anEmptyTraceEndsAtItsStart() {
        assertThat(timed(List.of(), List.of()).lastEventMillis()).isZero();
    }

    @Test
    void contradictionsAreRefused() {
        assertContradiction(List.of(node("n0"), node("n0")), List.of(), "The node (n0) of a trace (at 0 ms) must not");
        assertContradiction(List.of(node("n0")), List.of(new NodeAdded(3, node("n0"))), "(at 3 ms) must not be in");
        assertContradiction(List.of(), List.of(new NodeRemoved(3, "n9")), "The node (n9) of a trace (at 3 ms) must be");
        assertContradiction(List.of(), List.of(new NodeChanged(3, node("n9"))), "must be in the cluster");
        assertContradiction(
                List.of(),
                List.of(new PodArrived(1, PodSpec.named("p"), 1), new PodArrived(2, PodSpec.named("p"), 1)),
                "The pod (p) of a trace (at 2 ms) must arrive once");
    }

    @Test
    void podsOfDifferentNamespacesMayShareAName() {
        PodSpec pod = PodSpec.named("p");
        Trace trace =
                timed(List.of(), List.of(new PodArrived(1, pod, 1), new PodArrived(1, pod.withNamespace("other"), 1)));

        assertThat(trace.arrivals()).hasSize(2);
    }

    @Test
    void aTraceWithoutTimesHoldsArrivalsAtTheStartOnly() {
        PodArrived timeless = new PodArrived(0, PodSpec.named("p"), UNKNOWN);
        assertThat(untimed(timeless).hasTimes()).isFalse();

        assertThatThrownBy(() -> untimed(new PodArrived(1, PodSpec.named("p"), UNKNOWN)))
                .hasMessageContaining("must be an arrival at time 0 with an unknown duration");
        assertThatThrownBy(() -> untimed(new PodArrived(0, PodSpec.named("p"), 5)))
                .hasMessageContaining("Maybe the trace has times after all.");
        assertThatThrownBy(() -> untimed(new NodeAdded(0, node("n")))).hasMessageContaining("must be an arrival");
    }

    private static void assertContradiction(List<NodeSpec> nodes, List<TraceEvent> events, String message) {
        assertThatThrownBy(() -> timed(nodes, events))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("Maybe ");
    }

    private static List<TraceEvent> insertionSorted(List<TraceEvent> events) {
        List<TraceEvent> sorted = new ArrayList<>();
        for (TraceEvent event : events) {
            int at = sorted.size();
            while (at > 0 && goesBefore(event, sorted.get(at - 1))) {
                at--;
            }
            sorted.add(at, event);
        }
        return sorted;
    }

    private static boolean goesBefore(TraceEvent a, TraceEvent b) {
        return a.timeMillis() != b.timeMillis()
                ? a.timeMillis() < b.timeMillis()
                : a.kind().order() < b.kind().order();
    }

    private static Trace timed(List<NodeSpec> nodes, List<TraceEvent> events) {
        return new Trace("test", "made-up", true, nodes, events, List.of());
    }

    private static Trace untimed(TraceEvent event) {
        return new Trace("test", "made-up", false, List.of(), List.of(event), List.of());
    }

    private static NodeSpec node(String name) {
        return NodeSpec.of(name, Resources.allocatable(1000, 1000, 10));
    }
}
