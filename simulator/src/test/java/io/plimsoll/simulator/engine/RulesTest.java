package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.simulator.record.OnNodeLoss;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.QueueOrder;
import io.plimsoll.simulator.record.Restart;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.traces.event.DisruptionBudget;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other rules than the usual ones do in small runs; node {@code n} has four cores. */
final class RulesTest {

    private static final long FOR_EVER = PodArrived.UNKNOWN_DURATION;

    private final List<NodeSpec> nodes = new ArrayList<>(List.of(node("n", 4)));
    private final List<TraceEvent> events = new ArrayList<>();
    private final List<DisruptionBudget> budgets = new ArrayList<>();
    private RunRules rules = RunRules.of(OnUnschedulable.QUEUE);

    @Test
    void aStrictQueueShouldBeHeldUpByItsFirstPod() {
        rules = new RunRules(OnUnschedulable.QUEUE, OnNodeLoss.RESUBMIT, Restart.FULL, QueueOrder.STRICT, 0);
        arrives(0, "a", 3, 10);
        arrives(1, "b", 4, 10);
        arrives(2, "c", 1, 10);
        arrives(3, pod("d", 1).withPriority(1), 10);

        assertThat(run())
                .containsExactly(
                        "0 bound a n 0 after 0",
                        "1 waits b",
                        "2 queued c",
                        "3 bound d n 0 after 0",
                        "10 finished a n",
                        "13 finished d n",
                        "13 bound b n 0 after 12",
                        "13 waits c",
                        "23 finished b n",
                        "23 bound c n 0 after 21",
                        "33 finished c n");
    }

    @Test
    void aDecisionThatTakesTimeShouldTakeEffectAtItsEndByWhatIsTrueThen() {
        rules = new RunRules(OnUnschedulable.QUEUE, OnNodeLoss.RESUBMIT, Restart.FULL, QueueOrder.RELAXED, 5_000);
        arrives(0, "a", 4, 10);
        arrives(1, "b", 4, 2);
        arrives(1, pod("c", 4).withPriority(1), 2);

        assertThat(run())
                .containsExactly(
                        "0 queued a",
                        "1 queued b",
                        "1 queued c",
                        "5 bound a n 0 after 5",
                        "10 waits c",
                        "15 finished a n",
                        "20 bound c n 0 after 19",
                        "22 finished c n",
                        "25 bound b n 0 after 24",
                        "27 finished b n");
    }

    @Test
    void decisionsShorterThanAMillisecondShouldAddUp() {
        rules = new RunRules(OnUnschedulable.DROP, OnNodeLoss.RESUBMIT, Restart.FULL, QueueOrder.RELAXED, 400);
        for (int pod = 0; pod < 6; pod++) {
            arrives(0, "p" + pod, 1, FOR_EVER);
        }

        assertThat(run().stream().filter(line -> !line.contains("queued")))
                .containsExactly(
                        "1 bound p0 n 0 after 1",
                        "1 bound p1 n 0 after 1",
                        "2 bound p2 n 0 after 2",
                        "2 bound p3 n 0 after 2",
                        "2 dropped p4",
                        "3 dropped p5");
    }

    @Test
    void aDrainShouldMoveNoMorePodsThanBudgetsAllowAndTheRemovalTheRest() {
        budgets.add(new DisruptionBudget("web", 1));
        nodes.add(node("m", 2));
        arrives(0, "web-1", 1, FOR_EVER, "web");
        arrives(0, "web-2", 1, FOR_EVER, "web");
        arrives(0, "free", 1, FOR_EVER);
        arrives(1, "full", 2, 8);
        events.add(new NodeDrained(5, "n"));
        events.add(new NodeRemoved(20, "n"));

        assertThat(run().subList(4, 10))
                .containsExactly(
                        "5 evicted web-1 n by drain",
                        "5 evicted free n by drain",
                        "9 finished full m",
                        "9 bound web-1 m 0 after 4 again",
                        "9 bound free m 0 after 4 again",
                        "9 evicted web-2 n by drain");
    }

    @Test
    void theRemovalOfADrainedNodeShouldMoveWhatBudgetsKeptThere() {
        budgets.add(new DisruptionBudget("web", 0));
        nodes.add(node("m", 2));
        arrives(0, "a", 1, FOR_EVER, "web");
        events.add(new NodeDrained(5, "n"));
        events.add(new NodeRemoved(20, "n"));

        assertThat(run()).containsExactly("0 bound a n 0 after 0", "20 evicted a n", "20 bound a m 0 after 0 again");
    }

    @Test
    void thePodsOfANodeThatFailsShouldMeetTheFateThatWasChosen() {
        arrives(0, "a", 1, 10);
        events.add(new NodeRemoved(4, "n", RemovalCause.FAILURE));
        events.add(new NodeAdded(6, node("n", 4)));

        rules = new RunRules(OnUnschedulable.QUEUE, OnNodeLoss.KILL, Restart.FULL, QueueOrder.RELAXED, 0);
        assertThat(run()).containsExactly("0 bound a n 0 after 0", "4 gone a n kill");
        rules = new RunRules(OnUnschedulable.QUEUE, OnNodeLoss.LOSE, Restart.FULL, QueueOrder.RELAXED, 0);
        assertThat(run()).containsExactly("0 bound a n 0 after 0", "4 gone a n lose");
        rules = new RunRules(OnUnschedulable.QUEUE, OnNodeLoss.RESUBMIT, Restart.REMAINING, QueueOrder.RELAXED, 0);
        assertThat(run()).endsWith("4 evicted a n by failure", "6 bound a n 0 after 2 again", "12 finished a n");
    }

    @Test
    void rulesThatContradictEachOtherShouldBeRefused() {
        assertThatThrownBy(
                        () -> new RunRules(OnUnschedulable.DROP, OnNodeLoss.KILL, Restart.FULL, QueueOrder.STRICT, 0))
                .hasMessageContaining("The queue (strict) must not")
                .hasMessageContaining("Maybe ");
        assertThatThrownBy(() ->
                        new RunRules(OnUnschedulable.QUEUE, OnNodeLoss.KILL, Restart.FULL, QueueOrder.RELAXED, -1))
                .hasMessageContaining("The decision time (-1 us) must be between");
        assertThatThrownBy(() -> RunRules.of(OnUnschedulable.QUEUE).withGroupPatience(-1))
                .hasMessageContaining("The patience of pod groups (-1 ms) must not");
    }

    private List<String> run() {
        EventLines lines = new EventLines();
        Trace trace = new Trace("test", "test", true, nodes, budgets, events, List.of());
        new Simulation(trace.stream(), TestProfiles.FIRST.make(), 0, rules, lines).run();
        return lines.lines;
    }

    private void arrives(long time, String name, int cores, long duration) {
        arrives(time, name, cores, duration, "");
    }

    private void arrives(long time, String name, int cores, long duration, String owner) {
        events.add(new PodArrived(time, pod(name, cores), duration, owner));
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
