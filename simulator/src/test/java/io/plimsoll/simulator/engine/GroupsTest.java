package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.simulator.Seeds;
import io.plimsoll.simulator.record.EvictionCause;
import io.plimsoll.simulator.record.OnNodeLoss;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Properties of pod groups and preemption on random workloads. The build runs it under full checks. */
final class GroupsTest {

    private static final RunRules GROUPED =
            RunRules.of(OnUnschedulable.QUEUE).withGroups(true).withPreemption(false);

    @Test
    void noGroupShouldEverHoldAPart() {
        long seed = Seeds.of("GroupsTest", 1);
        int placed = 0;
        int brokenUp = 0;
        for (int i = 0; i < 60; i++) {
            RunRules rules = GROUPED.withPreemption(i % 2 == 0).withGroupPatience(i % 5 * 15L);
            Watch watch = new Watch();
            run(trace(new Random(seed + i), i % 3 == 0), rules, watch);
            placed += watch.placed;
            brokenUp += watch.brokenUp;
        }
        assertThat(placed).isGreaterThan(3_000);
        assertThat(brokenUp)
                .as("pods that lost their places with another one of their group")
                .isPositive();
    }

    @Test
    void twoGroupsThatFitOneAtATimeShouldBothGetTheirTurn() {
        List<TraceEvent> events = new ArrayList<>();
        for (int group = 0; group < 2; group++) {
            for (int member = 0; member < 6; member++) {
                events.add(new PodArrived(group, pod("g" + group + "-" + member, 1_000, 0), 100, "g" + group));
            }
        }
        Watch watch = new Watch();
        run(new Trace("two", "test", true, nodes(4, 2_000), events, List.of()), GROUPED, watch);

        assertThat(watch.placedAt).containsOnly(Map.entry("g0", 0L), Map.entry("g1", 100L));
        assertThat(watch.finished).isEqualTo(12);
    }

    @Test
    void aGroupThatWaitsShouldNotHoldBackPodsThatFit() {
        List<TraceEvent> events = new ArrayList<>();
        for (int member = 0; member < 9; member++) {
            events.add(new PodArrived(0, pod("large-" + member, 1_000, 5), 100, "large"));
        }
        events.add(new PodArrived(1, pod("single", 2_000, 0), 100));
        Watch watch = new Watch();
        run(new Trace("small", "test", true, nodes(4, 2_000), events, List.of()), GROUPED, watch);

        assertThat(watch.placed).as("the single one alone").isEqualTo(1);
    }

    @Test
    void podsOfLowerPriorityShouldNeverKeepAGroupWaiting() {
        List<TraceEvent> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(new PodArrived(i, pod("small-" + i, 1_000, 0), 50));
        }
        for (int member = 0; member < 6; member++) {
            events.add(new PodArrived(20, pod("g-" + member, 1_000, 1), 10, "g"));
        }
        Trace trace = new Trace("starved", "test", true, nodes(4, 2_000), events, List.of());
        Watch without = new Watch();
        run(trace, GROUPED, without);
        Watch with = new Watch();
        run(trace, GROUPED.withPreemption(true), with);

        assertThat(without.placedAt.get("g"))
                .as("without preemption later ones come first")
                .isGreaterThan(20);
        assertThat(with.placedAt.get("g")).isEqualTo(20);
        assertThat(with.preempted).isBetween(1, 6);
        assertThat(with.finished).isEqualTo(46);
    }

    @Test
    void aGroupThatNeedsMoreThanThereIsShouldNotMakeAnybodyGo() {
        List<TraceEvent> events = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            events.add(new PodArrived(0, pod("small-" + i, 1_000, 0), 50));
        }
        for (int member = 0; member < 9; member++) {
            events.add(new PodArrived(1, pod("g-" + member, 1_000, 1), 10, "g"));
        }
        Watch watch = new Watch();
        run(
                new Trace("too-large", "test", true, nodes(4, 2_000), events, List.of()),
                GROUPED.withPreemption(true),
                watch);

        assertThat(watch.preempted).isZero();
        assertThat(watch.finished).isEqualTo(8);
    }

    @Test
    void preemptionShouldTakeOnlyPodsOfLowerPriority() {
        long seed = Seeds.of("GroupsTest", 500);
        int preempted = 0;
        for (int i = 0; i < 40; i++) {
            Watch watch = new Watch();
            run(trace(new Random(seed + i), false), GROUPED.withPreemption(true), watch);
            preempted += watch.preempted;
        }
        assertThat(preempted).isGreaterThan(100);
    }

    private static void run(Trace trace, RunRules rules, Watch watch) {
        new Simulation(trace.stream(), TestProfiles.FIRST.make(), 1, rules, watch).run();
        watch.check();
    }

    /** Nodes of a few sizes, single pods and groups of all of three priorities; perhaps nodes that fail and come back. */
    private static Trace trace(Random random, boolean failures) {
        List<TraceEvent> events = new ArrayList<>();
        List<NodeSpec> nodes = nodes(3 + random.nextInt(5), 4_000);
        long time = 0;
        for (int i = 0; i < 60; i++) {
            time += random.nextInt(8);
            int members = random.nextInt(3) == 0 ? 2 + random.nextInt(6) : 1;
            int priority = random.nextInt(3);
            long cpu = 500L * (1 + random.nextInt(4));
            long duration = 1L + random.nextInt(80);
            for (int member = 0; member < members; member++) {
                PodSpec pod = pod("p" + i + "-" + member, cpu, priority);
                long own = duration + random.nextInt(10);
                events.add(new PodArrived(time, pod, own, members == 1 ? "" : "owner-" + i));
            }
        }
        for (int i = 0; failures && i < 4; i++) {
            long down = 20 + 60L * i;
            NodeSpec node = nodes.get(i % nodes.size());
            events.add(new NodeRemoved(down, node.name(), RemovalCause.FAILURE));
            events.add(new NodeAdded(down + 30, node));
        }
        return new Trace("groups", "test", true, nodes, events, List.of());
    }

    private static List<NodeSpec> nodes(int count, long cpuMilli) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(NodeSpec.of("node-" + i, Resources.allocatable(cpuMilli, 1L << 30, 110)));
        }
        return nodes;
    }

    private static PodSpec pod(String name, long cpuMilli, int priority) {
        return PodSpec.named(name).withRequests(Resources.request(cpuMilli, 1)).withPriority(priority);
    }

    /** Keeps books of its own about groups, which it knows by the names of their pods. */
    private static final class Watch implements RunObserver {

        private final Map<String, Integer> waiting = new HashMap<>();
        private final Map<String, Integer> running = new HashMap<>();
        private final Map<String, Long> placedAt = new HashMap<>();
        private @Nullable Cluster cluster;
        private long nowMillis;
        private int placed;
        private int finished;
        private int preempted;
        private int brokenUp;

        @Override
        public void started(Cluster itsCluster, Scheduler scheduler) {
            cluster = itsCluster;
        }

        @Override
        public void timePassed(long timeMillis) {
            check();
            nowMillis = timeMillis;
        }

        @Override
        public void podArrived(int pod) {
            waiting.merge(group(pod), 1, Integer::sum);
        }

        @Override
        public void podPlaced(int pod, long waitMillis, boolean again) {
            placed++;
            placedAt.putIfAbsent(group(pod), nowMillis);
            waiting.merge(group(pod), -1, Integer::sum);
            running.merge(group(pod), 1, Integer::sum);
        }

        @Override
        public void podEvicted(int pod, int node, EvictionCause cause, long lostMillis) {
            brokenUp += cause == EvictionCause.GROUP ? 1 : 0;
            waiting.merge(group(pod), 1, Integer::sum);
            running.merge(group(pod), -1, Integer::sum);
        }

        @Override
        public void podPreempted(int pod, String owner, int preemptor, long lostMillis) {
            preempted++;
            assertThat(priority(pod)).isLessThan(priority(preemptor));
            assertThat(table().node(pod)).isEqualTo(PodTable.NONE);
        }

        @Override
        public void podGone(int pod, int node, OnNodeLoss fate, long lostMillis) {
            throw new AssertionError("no pod is lost by these rules");
        }

        @Override
        public void podFinished(int pod, int node) {
            finished++;
            running.merge(group(pod), -1, Integer::sum);
        }

        /** At the end of a moment, a group waits or it runs. Single pods have names of their own. */
        void check() {
            running.forEach((group, count) -> assertThat(count == 0 || waiting.getOrDefault(group, 0) == 0)
                    .as("group %s at %d: %d running, %s waiting", group, nowMillis, count, waiting.get(group))
                    .isTrue());
        }

        private String group(int pod) {
            String name = table().name(pod);
            int dash = name.lastIndexOf('-');
            return name.startsWith("small") || dash < 0 ? name : name.substring(0, dash);
        }

        private int priority(int pod) {
            return table().template(pod).spec().priority();
        }

        private PodTable table() {
            Cluster its = cluster;
            if (its == null) {
                throw new AssertionError("the run must have begun");
            }
            return its.pods();
        }
    }
}
