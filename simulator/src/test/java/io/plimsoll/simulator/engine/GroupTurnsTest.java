package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.simulator.Seeds;
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

/** How long pod groups wait while others could pass them for ever. The build runs it under full checks. */
final class GroupTurnsTest {

    private static final long LONGEST = 40;
    private static final long PATIENCE = 50;
    private static final RunRules GROUPED = RunRules.of(OnUnschedulable.QUEUE).withGroups(true);

    @Test
    void withoutPatienceTheStreamShouldStopBeforeTheGroupGetsItsPlaces() {
        assertThat(stream(Long.MAX_VALUE, 0).placedAt("group")).isGreaterThan(2_000);
    }

    @Test
    void aGroupShouldGetItsPlacesWhenItsPatienceAndThePodsInItsWayHaveEnded() {
        assertThat(stream(PATIENCE, 0).placedAt("group")).isBetween(PATIENCE, 100 + PATIENCE + LONGEST + 10);
    }

    @Test
    void podsOfHigherPriorityShouldStillPass() {
        assertThat(stream(PATIENCE, 1).placedAt("group")).isGreaterThan(2_000);
    }

    @Test
    void aGroupThatKeepsRoomForTooLongShouldBeGivenUpAndWaitAnew() {
        long timeout = 3;
        Watch watch = stream(GROUPED.withGroupPatience(PATIENCE).withGroupTimeout(timeout), 0);

        assertThat(watch.turns).hasSizeGreaterThan(4);
        assertThat(watch.timeouts).as("the last turn may be one that is of use").hasSizeBetween(
                watch.turns.size() - 1, watch.turns.size());
        for (int i = 0; i < watch.timeouts.size() && watch.timeouts.get(i) < 2_000; i++) {
            long ended = watch.timeouts.get(i);
            assertThat(ended - watch.turns.get(i)).as("turn " + i).isEqualTo(timeout);
            assertThat(watch.placedAt.containsValue(ended))
                    .as("single pods take the room at once, turn " + i)
                    .isTrue();
            if (i > 0) {
                assertThat(watch.turns.get(i) - watch.timeouts.get(i - 1))
                        .as("patience before turn " + i)
                        .isGreaterThanOrEqualTo(PATIENCE);
            }
        }
        assertThat(watch.placed("group")).isTrue();
        assertThat(stream(PATIENCE, 0).timeouts).as("with time enough").isEmpty();
    }

    @Test
    void aSmallPartOfTheClusterShouldBeKeptAndNotMore() {
        List<TraceEvent> events = singles(0, 2_000);
        group(events, 100, 2, 2_000);
        Watch few =
                run(new Trace("few", "test", true, nodes(8), events, List.of()), GROUPED.withGroupPatience(PATIENCE));
        assertThat(few.placedAt("group")).isLessThan(100 + PATIENCE + LONGEST + 10);
        assertThat(few.longestBefore("group", 100 + PATIENCE))
                .as("the longest time without a single pod placed while room was kept")
                .isLessThan(LONGEST / 2);
    }

    @Test
    void aGroupThatIsTooLargeShouldKeepNoRoom() {
        List<TraceEvent> alone = singles(0, 2_000);
        List<TraceEvent> beside = singles(0, 2_000);
        group(beside, 100, 9, 4_000);
        RunRules rules = GROUPED.withGroupPatience(PATIENCE);
        Watch without = run(new Trace("alone", "test", true, nodes(8), alone, List.of()), rules);
        Watch with = run(new Trace("beside", "test", true, nodes(8), beside, List.of()), rules);

        assertThat(with.placed("group")).isFalse();
        assertThat(with.placedAt).isEqualTo(without.placedAt);
    }

    @Test
    void aNodeThatFailsShouldGiveTheTurnToOtherNodes() {
        List<TraceEvent> events = singles(0, 2_000);
        group(events, 100, 6, 4_000);
        for (int i = 0; i < 2; i++) {
            events.add(new NodeRemoved(100 + PATIENCE + 8, "node-" + i, RemovalCause.FAILURE));
            events.add(new NodeAdded(1_900, nodes(8).get(i)));
        }
        events.sort((one, other) -> Long.compare(one.timeMillis(), other.timeMillis()));
        Watch watch = run(
                new Trace("failing", "test", true, nodes(8), events, List.of()), GROUPED.withGroupPatience(PATIENCE));
        assertThat(watch.placedAt("group")).isLessThan(100 + PATIENCE + 2 * LONGEST + 20);
    }

    @Test
    void everyGroupShouldWaitForThoseBeforeItAtTheMost() {
        long seed = Seeds.of("GroupTurnsTest", 1);
        int late = 0;
        for (int run = 0; run < 60; run++) {
            Random random = new Random(seed + run);
            long patience = random.nextInt(4) * 20L;
            List<TraceEvent> events = singles(0, 1_500);
            Map<String, Long> arrivals = new HashMap<>();
            for (int i = 0; i < 6; i++) {
                long time = 100L + random.nextInt(600);
                arrivals.put("g" + i, time);
                long cpu = 1_000L * (1 + random.nextInt(4));
                int members = 2 + random.nextInt((int) (8 * (4_000 / cpu)) - 1);
                group(events, "g" + i, time, members, cpu, 0);
            }
            events.sort((one, other) -> Long.compare(one.timeMillis(), other.timeMillis()));
            Watch watch = run(
                    new Trace("turns", "test", true, nodes(8), events, List.of()), GROUPED.withGroupPatience(patience));
            for (Map.Entry<String, Long> arrival : arrivals.entrySet()) {
                long before = arrivals.values().stream()
                        .filter(other -> other <= arrival.getValue())
                        .count();
                long waited = watch.placedAt(arrival.getKey()) - arrival.getValue();
                assertThat(waited)
                        .as("seed %d: %s with %d groups before it or with it", seed + run, arrival.getKey(), before)
                        .isLessThanOrEqualTo(patience + before * (LONGEST + 10));
                late += waited > patience ? 1 : 0;
            }
        }
        assertThat(late).as("groups that needed their turn").isGreaterThan(60);
    }

    /** Single pods in a stream that never leaves four nodes whole, and a group that needs them whole. */
    private static Watch stream(long patience, int priority) {
        return stream(GROUPED.withGroupPatience(patience), priority);
    }

    private static Watch stream(RunRules rules, int priority) {
        List<TraceEvent> events = singles(priority, 2_000);
        group(events, 100, 4, 4_000);
        events.sort((one, other) -> Long.compare(one.timeMillis(), other.timeMillis()));
        return run(new Trace("stream", "test", true, nodes(8), events, List.of()), rules);
    }

    private static Watch run(Trace trace, RunRules rules) {
        Watch watch = new Watch();
        new Simulation(trace.stream(), TestProfiles.FIRST.make(), 1, rules, watch).run();
        return watch;
    }

    /** More than eight nodes can take: one at each moment, of a quarter of a node, for 40 moments. */
    private static List<TraceEvent> singles(int priority, int count) {
        List<TraceEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(new PodArrived(i, pod("single-" + i, 1_000, priority), LONGEST - i % 3));
        }
        return events;
    }

    private static void group(List<TraceEvent> events, long time, int members, long cpuMilli) {
        group(events, "group", time, members, cpuMilli, 0);
        events.sort((one, other) -> Long.compare(one.timeMillis(), other.timeMillis()));
    }

    private static void group(
            List<TraceEvent> events, String owner, long time, int members, long cpuMilli, int priority) {
        for (int member = 0; member < members; member++) {
            events.add(new PodArrived(time, pod(owner + "-" + member, cpuMilli, priority), 20, owner));
        }
    }

    private static List<NodeSpec> nodes(int count) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(NodeSpec.of("node-" + i, Resources.allocatable(4_000, 1L << 30, 110)));
        }
        return nodes;
    }

    private static PodSpec pod(String name, long cpuMilli, int priority) {
        return PodSpec.named(name).withRequests(Resources.request(cpuMilli, 1)).withPriority(priority);
    }

    /** When pods were placed first, by name. */
    private static final class Watch implements RunObserver {

        private final Map<String, Long> placedAt = new HashMap<>();
        private final List<Long> turns = new ArrayList<>();
        private final List<Long> timeouts = new ArrayList<>();
        private @Nullable Cluster cluster;
        private long nowMillis;

        @Override
        public void started(Cluster itsCluster, Scheduler scheduler) {
            cluster = itsCluster;
        }

        @Override
        public void timePassed(long timeMillis) {
            nowMillis = timeMillis;
        }

        @Override
        public void groupTurn(int pods) {
            turns.add(nowMillis);
        }

        @Override
        public void groupTimedOut(int pods) {
            timeouts.add(nowMillis);
        }

        @Override
        public void podPlaced(int pod, long waitMillis, boolean again) {
            if (cluster != null) {
                placedAt.putIfAbsent(cluster.pods().name(pod), nowMillis);
            }
        }

        boolean placed(String owner) {
            return placedAt.containsKey(owner + "-0");
        }

        long placedAt(String owner) {
            assertThat(placedAt).containsKey(owner + "-0");
            return placedAt.getOrDefault(owner + "-0", -1L);
        }

        /** The longest time between placements of single pods from a moment on until the group was placed. */
        long longestBefore(String owner, long from) {
            long last = from;
            long longest = 0;
            List<Long> times = placedAt.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("single"))
                    .map(Map.Entry::getValue)
                    .filter(time -> time > from && time <= placedAt(owner))
                    .sorted()
                    .toList();
            for (long time : times) {
                longest = Math.max(longest, time - last);
                last = time;
            }
            return Math.max(longest, placedAt(owner) - last);
        }
    }
}
