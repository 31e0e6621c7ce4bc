package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.simulator.Seeds;
import io.plimsoll.simulator.record.OnNodeLoss;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.QueueOrder;
import io.plimsoll.simulator.record.Restart;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.traces.event.Trace;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulation that tries few waiting pods does what one does that tries them all. The build runs it under full checks. */
final class SimulationOracleTest {

    private static final int TRACES = 120;
    private static final int PODS = 120;

    @ParameterizedTest
    @EnumSource(TestProfiles.class)
    void aQueueingSimulationShouldDecideLikeTheReference(TestProfiles profile) {
        long seed = Seeds.of("SimulationOracleTest", 1);
        for (int i = 0; i < TRACES; i++) {
            assertSame(seed + i, profile, OnUnschedulable.QUEUE);
        }
    }

    @ParameterizedTest
    @EnumSource(TestProfiles.class)
    void aDroppingSimulationShouldDecideLikeTheReference(TestProfiles profile) {
        long seed = Seeds.of("SimulationOracleTest", 1_001);
        for (int i = 0; i < TRACES / 4; i++) {
            assertSame(seed + i, profile, OnUnschedulable.DROP);
        }
    }

    @ParameterizedTest
    @EnumSource(OnNodeLoss.class)
    void strictQueuesAndLostNodesShouldBeTreatedLikeTheReference(OnNodeLoss onNodeLoss) {
        long seed = Seeds.of("SimulationOracleTest", 4_001);
        for (int i = 0; i < TRACES / 2; i++) {
            Restart restart = i % 2 == 0 ? Restart.FULL : Restart.REMAINING;
            QueueOrder queue = i % 4 < 2 ? QueueOrder.STRICT : QueueOrder.RELAXED;
            RunRules rules = new RunRules(OnUnschedulable.QUEUE, onNodeLoss, restart, queue, 0);
            assertSame(seed + i, i % 8 == 0 ? TestProfiles.GRADIENT : TestProfiles.NEXT, rules);
        }
    }

    @Test
    void filtersThatLearnOrLookAtOtherThingsShouldBeAskedAgainWhenTheyMightPass() {
        for (int i = 0; i < 20; i++) {
            assertSame(2_001 + i, TestProfiles.FIRST, OnUnschedulable.QUEUE, new EvenNodesAtFirst());
            assertSame(3_001 + i, TestProfiles.NEXT, OnUnschedulable.QUEUE, new NotAlone());
        }
    }

    @Test
    void theRandomTracesShouldHaveMuchContention() {
        int attempts = 0;
        int waits = 0;
        int late = 0;
        int evictions = 0;
        for (int i = 0; i < TRACES; i++) {
            EventLines lines = run(RandomTraces.trace(1 + i, PODS), TestProfiles.FIRST, OnUnschedulable.QUEUE);
            attempts += PODS;
            waits += (int)
                    lines.lines.stream().filter(line -> line.contains("waits")).count();
            late += (int) lines.lines.stream()
                    .filter(line -> line.contains("bound") && !line.contains("after 0"))
                    .count();
            evictions += (int) lines.lines.stream()
                    .filter(line -> line.contains("evicted"))
                    .count();
        }
        assertThat(waits).isBetween(attempts / 4, attempts);
        assertThat(late).isGreaterThan(attempts / 8);
        assertThat(evictions).isGreaterThan(TRACES);
    }

    private static void assertSame(long seed, TestProfiles profile, OnUnschedulable onUnschedulable, Filter... more) {
        assertSame(seed, profile, RunRules.of(onUnschedulable), more);
    }

    private static void assertSame(long seed, TestProfiles profile, RunRules rules, Filter... more) {
        Trace trace = RandomTraces.trace(seed, PODS);
        List<String> expected = new ReferenceSimulation(trace, profile.make(more), seed, rules).run();

        EventLines lines = new EventLines();
        new Simulation(trace.stream(), profile.make(more), seed, rules, lines).run();

        assertThat(lines.lines).as("decisions with seed " + seed).isEqualTo(expected);
    }

    private static EventLines run(Trace trace, TestProfiles profile, OnUnschedulable onUnschedulable) {
        EventLines lines = new EventLines();
        new Simulation(trace.stream(), profile.make(), 0, onUnschedulable, lines).run();
        return lines;
    }

    /** Nodes in odd slots open once a hundred pods have arrived. */
    private static final class EvenNodesAtFirst implements Filter {

        @Override
        public String name() {
            return "EvenNodesAtFirst";
        }

        @Override
        public Set<Scope> scopes() {
            return Set.of(Scope.EPOCH);
        }

        @Override
        public long epoch(PluginContext context) {
            return context.requestMix().version();
        }

        @Override
        public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
            boolean open = context.requestMix().version() > 0;
            NodeFilter rule = node -> open || node % 2 == 0 ? FilterRule.PASS : 1;
            return List.of(rule);
        }

        @Override
        public String reason(int bit, PodClass podClass, PluginContext context) {
            return "node(s) not open yet";
        }
    }

    /** Pods that ask for devices want company: a node that has a pod already, as only a placement can bring about. */
    private static final class NotAlone implements Filter {

        @Override
        public String name() {
            return "NotAlone";
        }

        @Override
        public Set<Scope> scopes() {
            return Set.of(Scope.NODE);
        }

        @Override
        public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
            NodeFilter rule = node -> context.nodes().podCount(node) > 0 ? FilterRule.PASS : 1;
            return podClass.deviceCount() > 0 ? List.of(rule) : List.of();
        }

        @Override
        public String reason(int bit, PodClass podClass, PluginContext context) {
            return "node(s) had no company";
        }
    }
}
