package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.simulator.record.StopReason;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens in small runs, one rule each; node {@code n} has four cores unless said otherwise. */
final class SimulationTest {

    private static final long FOR_EVER = PodArrived.UNKNOWN_DURATION;

    private final List<NodeSpec> nodes = new ArrayList<>(List.of(node("n", 4)));
    private final List<TraceEvent> events = new ArrayList<>();

    @Test
    void aPodShouldRunForItsDurationFromItsPlacement() {
        arrives(0, "a", 4, 10);
        arrives(3, "b", 4, 10);

        assertThat(run())
                .containsExactly(
                        "0 bound a n 0 after 0",
                        "3 waits b",
                        "10 finished a n",
                        "10 bound b n 0 after 7",
                        "20 finished b n");
    }

    @Test
    void aPodOfUnknownDurationShouldRunToTheEnd() {
        arrives(5, "a", 4, FOR_EVER);

        assertThat(run()).containsExactly("5 bound a n 0 after 0");
    }

    @Test
    void aPodThatEndsShouldMakeRoomForOneThatArrivesInTheSameMillisecond() {
        arrives(0, "a", 4, 10);
        arrives(10, "b", 4, 1);

        assertThat(run()).contains("10 finished a n", "10 bound b n 0 after 0");
    }

    @Test
    void aWaitingPodShouldComeBeforeOneThatArrivesInTheMillisecondThatMakesRoom() {
        arrives(0, "a", 4, 10);
        arrives(1, "b", 4, FOR_EVER);
        arrives(10, "c", 4, FOR_EVER);

        assertThat(run()).containsSubsequence("10 bound b n 0 after 9", "10 waits c");
    }

    @Test
    void waitingPodsShouldBeTriedByPriorityAndThenByArrival() {
        arrives(0, "a", 4, 10);
        arrives(1, pod("low-1", 2).withPriority(-1), FOR_EVER);
        arrives(2, pod("low-2", 2).withPriority(-1), FOR_EVER);
        arrives(3, pod("high", 2).withPriority(7), FOR_EVER);

        assertThat(run()).endsWith("10 finished a n", "10 bound high n 0 after 7", "10 bound low-1 n 0 after 9");
    }

    @Test
    void aPodThatFitsNowhereShouldNotHoldBackTheOthers() {
        arrives(0, "a", 4, 10);
        arrives(1, pod("huge", 99).withPriority(9), FOR_EVER);
        arrives(2, "b", 1, FOR_EVER);
        arrives(11, "c", 1, FOR_EVER);

        assertThat(run()).containsSubsequence("1 waits huge", "10 bound b n 0 after 8", "11 bound c n 0 after 0");
    }

    @Test
    void aPodShouldBeDroppedWhenThatWasAskedFor() {
        arrives(0, "a", 4, 10);
        arrives(1, "b", 4, 10);

        assertThat(run(OnUnschedulable.DROP))
                .containsExactly("0 bound a n 0 after 0", "1 dropped b", "10 finished a n");
    }

    @Test
    void aNewNodeShouldTakeWaitingPods() {
        arrives(0, "a", 6, FOR_EVER);
        events.add(new NodeAdded(5, node("m", 8)));

        assertThat(run()).containsExactly("0 waits a", "5 bound a m 0 after 5");
    }

    @Test
    void aNodeThatGrowsShouldTakeWaitingPods() {
        arrives(0, "a", 6, FOR_EVER);
        events.add(new NodeChanged(5, node("n", 8)));

        assertThat(run()).containsExactly("0 waits a", "5 bound a n 0 after 5");
    }

    @Test
    void aCordonedNodeShouldKeepItsPodsAndTakeNewOnesOnlyWhenItIsOpenedAgain() {
        arrives(0, "a", 1, 20);
        events.add(new NodeChanged(1, node("n", 4).withUnschedulable(true)));
        arrives(2, "b", 1, FOR_EVER);
        events.add(new NodeChanged(9, node("n", 4)));

        assertThat(run())
                .containsExactly("0 bound a n 0 after 0", "2 waits b", "9 bound b n 0 after 7", "20 finished a n");
    }

    @Test
    void aLabelThatANodeGetsShouldHelpPodsThatWaitForIt() {
        SpreadConstraint spread = new SpreadConstraint("zone", 1, LabelSelector.of(Map.of()));
        arrives(0, pod("a", 1).withSpread(List.of(spread)), FOR_EVER);
        events.add(new NodeChanged(4, node("n", 4).withLabels(Map.of("zone", "z"))));

        assertThat(run()).containsExactly("0 waits a", "4 bound a n 0 after 4");
    }

    @Test
    void aPlacementThatRaisesTheSmallestCountShouldHelpSpreadPods() {
        nodes.set(0, node("n", 4).withLabels(Map.of("zone", "a")));
        nodes.add(node("m", 1).withLabels(Map.of("zone", "b")));
        LabelSelector web = LabelSelector.of(Map.of("app", "web"));
        PodSpec spread = pod("first", 2)
                .withLabels(Map.of("app", "web"))
                .withSpread(List.of(new SpreadConstraint("zone", 1, web)));
        arrives(0, spread, FOR_EVER);
        arrives(1, spread.withName("second"), FOR_EVER);
        arrives(7, pod("other", 1).withLabels(Map.of("app", "web")).withNodeName("m"), FOR_EVER);

        assertThat(run())
                .containsExactly(
                        "0 bound first n 0 after 0",
                        "1 waits second",
                        "7 bound other m 0 after 0",
                        "7 bound second n 0 after 6");
    }

    @Test
    void podsOfALostNodeShouldWaitInTheirOldPlaceAndBeginAnew() {
        nodes.add(node("m", 4));
        arrives(0, "a", 3, 10);
        arrives(1, "b", 4, 10);
        arrives(2, "c", 3, 10);
        events.add(new NodeRemoved(5, "n"));

        assertThat(run())
                .containsExactly(
                        "0 bound a n 0 after 0",
                        "1 bound b m 0 after 0",
                        "2 waits c",
                        "5 evicted a n",
                        "11 finished b m",
                        "11 bound a m 0 after 6 again",
                        "21 finished a m",
                        "21 bound c m 0 after 19",
                        "31 finished c m");
    }

    @Test
    void aDrainedNodeShouldTakeNoMorePodsUntilItIsDescribedAnew() {
        events.add(new NodeDrained(1, "n"));
        arrives(2, "a", 1, 10);
        events.add(new NodeChanged(5, node("n", 4)));

        assertThat(run()).containsExactly("2 waits a", "5 bound a n 0 after 3", "15 finished a n");
    }

    @Test
    void aPodShouldNotEndInTheMillisecondInWhichItsNodeLeaves() {
        arrives(0, "a", 4, 10);
        events.add(new NodeRemoved(10, "n"));
        events.add(new NodeAdded(10, node("m", 4)));

        assertThat(run())
                .containsExactly(
                        "0 bound a n 0 after 0", "10 evicted a n", "10 bound a m 0 after 0 again", "20 finished a m");
    }

    @Test
    void aPodThatLostItsNodeShouldBeTriedOnceMoreBeforeItIsDropped() {
        nodes.add(node("m", 4));
        arrives(0, "a", 3, FOR_EVER);
        arrives(0, "b", 1, FOR_EVER);
        arrives(0, "c", 3, FOR_EVER);
        events.add(new NodeRemoved(5, "n"));

        assertThat(run(OnUnschedulable.DROP))
                .endsWith("5 evicted a n", "5 evicted b n", "5 bound b m 0 after 0 again", "5 dropped a");
    }

    @Test
    void podsOnDevicesThatANodeLosesShouldWaitAgain() {
        DeviceSpec gpu = DeviceSpec.whole("A100");
        nodes.set(0, node("n", 4).withDevices(List.of(gpu, gpu)));
        DeviceRequest one = DeviceRequest.whole(1, Set.of());
        arrives(0, pod("a", 1).withDevices(one), FOR_EVER);
        arrives(0, pod("b", 1).withDevices(one), FOR_EVER);
        events.add(new NodeChanged(3, node("n", 4).withDevices(List.of(gpu))));

        assertThat(run()).containsExactly("0 bound a n 1 after 0", "0 bound b n 2 after 0", "3 evicted b n");
    }

    @Test
    void aNodeThatShrinksShouldKeepItsPods() {
        arrives(0, "a", 4, 10);
        events.add(new NodeChanged(3, node("n", 1)));
        arrives(4, "b", 1, FOR_EVER);

        assertThat(run())
                .containsExactly("0 bound a n 0 after 0", "4 waits b", "10 finished a n", "10 bound b n 0 after 6");
    }

    @Test
    void aPodOfNoDurationShouldBeGoneWhenTheNextArrives() {
        arrives(0, "a", 4, 0);
        arrives(0, "b", 4, 0);

        assertThat(run())
                .containsExactly("0 bound a n 0 after 0", "0 finished a n", "0 bound b n 0 after 0", "0 finished b n");
    }

    @Test
    void aRunShouldEndAtTheGivenTime() {
        arrives(0, "a", 4, 10);
        arrives(1, "b", 4, 10);
        arrives(15, "c", 4, 10);
        EventLines lines = new EventLines();
        Simulation simulation = simulation(OnUnschedulable.QUEUE, lines);

        assertThat(simulation.run(new StopFlag(), 14)).isEqualTo(StopReason.FINISHED);
        assertThat(simulation.nowMillis()).isEqualTo(14);
        assertThat(lines.lines).endsWith("10 bound b n 0 after 9");
    }

    @Test
    void aRunThatIsOverBeforeTheGivenTimeShouldEndThen() {
        arrives(0, "a", 4, 10);
        Simulation simulation = simulation(OnUnschedulable.QUEUE, RunObserver.NONE);

        simulation.run(new StopFlag(), 1_000);

        assertThat(simulation.nowMillis()).isEqualTo(10);
    }

    @Test
    void aRunShouldStopBeforeTheNextEventWhenItIsAskedTo() {
        arrives(0, "a", 1, 10);
        arrives(1, "b", 1, 10);
        arrives(2, "c", 1, 10);
        StopFlag stop = new StopFlag();
        EventLines lines = new EventLines() {
            @Override
            public void podPlaced(int pod, long waitMillis, boolean again) {
                super.podPlaced(pod, waitMillis, again);
                if (lines.size() == 2) {
                    stop.stop(StopReason.INTERRUPTED);
                    stop.stop(StopReason.TERMINATED);
                }
            }
        };

        assertThat(simulation(OnUnschedulable.QUEUE, lines).run(stop, Long.MAX_VALUE))
                .isEqualTo(StopReason.INTERRUPTED);
        assertThat(lines.lines).containsExactly("0 bound a n 0 after 0", "1 bound b n 0 after 0");
    }

    private List<String> run() {
        return run(OnUnschedulable.QUEUE);
    }

    private List<String> run(OnUnschedulable onUnschedulable) {
        EventLines lines = new EventLines();
        simulation(onUnschedulable, lines).run();
        return lines.lines;
    }

    private Simulation simulation(OnUnschedulable onUnschedulable, RunObserver observer) {
        Trace trace = new Trace("test", "test", true, nodes, events, List.of());
        return new Simulation(trace.stream(), TestProfiles.FIRST.make(), 0, onUnschedulable, observer);
    }

    private void arrives(long time, String name, int cores, long duration) {
        arrives(time, pod(name, cores), duration);
    }

    private void arrives(long time, PodSpec pod, long duration) {
        events.add(new PodArrived(time, pod, duration));
    }

    private static PodSpec pod(String name, int cores) {
        return PodSpec.named(name).withRequests(Resources.request(1000L * cores, 0));
    }

    private static NodeSpec node(String name, int cores) {
        return NodeSpec.of(name, Resources.allocatable(1000L * cores, 0, 100));
    }
}
