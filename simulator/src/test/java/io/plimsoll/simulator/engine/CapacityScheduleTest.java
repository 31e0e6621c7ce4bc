package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CapacityScheduleTest {

    private static final long HOUR = 3_600_000;

    private final List<TraceEvent> events =
            new ArrayList<>(List.of(new PodArrived(0, PodSpec.named("a"), PodArrived.UNKNOWN_DURATION)));

    @Test
    void nodesShouldBeThereAtTheirHoursOfEveryDay() {
        Trace trace = apply(0, new NodeWindow("spot-*", 8 * HOUR, 20 * HOUR));

        assertThat(trace.initialNodes()).extracting(NodeSpec::name).containsExactly("base");
        assertThat(nodeEvents(trace))
                .containsExactly(
                        "8 add spot-1",
                        "8 add spot-2",
                        "20 remove spot-1",
                        "20 remove spot-2",
                        "32 add spot-1",
                        "32 add spot-2",
                        "44 remove spot-1",
                        "44 remove spot-2");
    }

    @Test
    void nodesThatStayOverMidnightShouldBeThereAtTheBeginning() {
        Trace trace = apply(2 * HOUR, new NodeWindow("spot-1", 22 * HOUR, 6 * HOUR));

        assertThat(trace.initialNodes()).extracting(NodeSpec::name).containsExactly("base", "spot-1", "spot-2");
        assertThat(nodeEvents(trace))
                .containsExactly(
                        "4 drain spot-1",
                        "6 remove spot-1",
                        "22 add spot-1",
                        "28 drain spot-1",
                        "30 remove spot-1",
                        "46 add spot-1");
    }

    @Test
    void hoursFromMidnightAndToMidnightShouldMeetIt() {
        assertThat(nodeEvents(
                        apply(0, new NodeWindow("spot-?", 0, 12 * HOUR), new NodeWindow("ba*", 12 * HOUR, 24 * HOUR))))
                .containsExactly(
                        "12 remove spot-1",
                        "12 remove spot-2",
                        "12 add base",
                        "24 remove base",
                        "24 add spot-1",
                        "24 add spot-2",
                        "36 remove spot-1",
                        "36 remove spot-2",
                        "36 add base",
                        "48 remove base",
                        "48 add spot-1",
                        "48 add spot-2");
    }

    @Test
    void aRunShouldMoveThePodsOfNodesThatGo() {
        Trace trace = apply(0, new NodeWindow("base", 0, 5 * HOUR));
        EventLines lines = new EventLines();

        new Simulation(
                        trace.stream(),
                        TestProfiles.FIRST.make(),
                        0,
                        io.plimsoll.simulator.record.OnUnschedulable.QUEUE,
                        lines)
                .run();

        assertThat(lines.lines)
                .startsWith(
                        "0 bound a base 0 after 0",
                        5 * HOUR + " evicted a base",
                        5 * HOUR + " bound a spot-1 0 after 0 again");
    }

    @Test
    void hoursThatMakeNoSenseShouldBeRefused() {
        refused(() -> new NodeWindow("a", 5, 5), "two different times of a day");
        refused(() -> new NodeWindow("a", -1, 5), "two different times of a day");
        refused(() -> new NodeWindow("", 0, 5), "two different times of a day");
        refused(() -> new NodeWindow("a", 0, 24 * HOUR), "two different times of a day");
        refused(() -> apply(0, new NodeWindow("sopt-*", 0, HOUR)), "names (sopt-*) of hours must match a node");
        refused(
                () -> apply(HOUR, new NodeWindow("spot-*", 0, HOUR)),
                "drain (3600000 ms) of nodes (spot-*) must be shorter");
        events.add(new NodeChanged(5, node("spot-2")));
        refused(() -> apply(0, new NodeWindow("spot-*", 0, HOUR)), "node (spot-2)");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable making, String part) {
        assertThatThrownBy(making)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part)
                .hasMessageContaining(System.lineSeparator() + "Maybe ");
    }

    private Trace apply(long drainMillis, NodeWindow... windows) {
        List<NodeSpec> nodes = List.of(node("base"), node("spot-1"), node("spot-2"));
        Trace trace = new Trace("test", "test", true, nodes, events, List.of());
        return CapacitySchedule.apply(trace, List.of(windows), drainMillis, 48 * HOUR);
    }

    private static NodeSpec node(String name) {
        return NodeSpec.of(name, Resources.allocatable(1_000, 0, 10));
    }

    private static List<String> nodeEvents(Trace trace) {
        List<String> lines = new ArrayList<>();
        for (TraceEvent event : trace.events()) {
            String what = switch (event.type()) {
                case NODE_ADDED ->
                    "add " + ((TraceEvent.NodeAdded) event).node().name();
                case NODE_REMOVED -> "remove " + ((TraceEvent.NodeRemoved) event).nodeName();
                case NODE_DRAINED -> "drain " + ((TraceEvent.NodeDrained) event).nodeName();
                default -> "";
            };
            if (!what.isEmpty()) {
                lines.add(event.timeMillis() / HOUR + " " + what);
            }
        }
        return lines;
    }
}
