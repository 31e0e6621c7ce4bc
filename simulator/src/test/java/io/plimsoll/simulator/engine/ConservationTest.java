package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.simulator.Seeds;
import io.plimsoll.simulator.record.EvictionCause;
import io.plimsoll.simulator.record.OnNodeLoss;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.QueueOrder;
import io.plimsoll.simulator.record.Restart;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.simulator.record.RunRules;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is lost or made from nothing, whatever happens and by whatever rules. The build runs it under full checks. */
final class ConservationTest {

    private static final int TRACES = 48;
    private static final int PODS = 120;

    private static final List<OnNodeLoss> FATES = List.of(OnNodeLoss.values());
    private static final List<Restart> RESTARTS = List.of(Restart.values());

    @ParameterizedTest
    @EnumSource(TestProfiles.class)
    void atEveryEventPodsAndResourcesShouldAddUp(TestProfiles profile) {
        long seed = Seeds.of("ConservationTest", 1);
        Ledger all = new Ledger();
        for (int i = 0; i < TRACES; i++) {
            boolean drop = i % 4 == 3;
            RunRules rules = new RunRules(
                    drop ? OnUnschedulable.DROP : OnUnschedulable.QUEUE,
                    FATES.get(i % 3),
                    RESTARTS.get(i % 2),
                    drop || i % 5 < 3 ? QueueOrder.RELAXED : QueueOrder.STRICT,
                    i % 3 == 0 ? 0 : i % 7 * 300L,
                    i % 2 == 1 || i % 5 == 0,
                    i % 3 == 0 && (i % 4 == 3 || i % 5 < 3),
                    i % 2 * 30L,
                    i % 4 == 0 ? 40 : RunRules.DEFAULT_GROUP_TIMEOUT_MILLIS);
            Ledger ledger = new Ledger();
            new Simulation(RandomTraces.trace(seed + i, PODS).stream(), profile.make(), seed, rules, ledger).run();
            ledger.check(PodTable.NONE);
            assertThat(ledger.arrived).isEqualTo(PODS);
            all.finished += ledger.finished;
            all.dropped += ledger.dropped;
            all.killed += ledger.killed;
            all.lost += ledger.lost;
            all.moved += ledger.moved;
            all.preempted += ledger.preempted;
        }
        assertThat(all.finished).isGreaterThan(TRACES * PODS / 4);
        assertThat(all.dropped).isPositive();
        assertThat(all.killed).isPositive();
        assertThat(all.lost).isPositive();
        assertThat(all.moved).isPositive();
        assertThat(all.preempted).isPositive();
    }

    /** Keeps its own books and compares them with the cluster's after everything that happens. */
    private static final class Ledger implements RunObserver {

        private final BitSet pending = new BitSet();
        private final BitSet running = new BitSet();
        private @Nullable Cluster cluster;
        private int arrived;
        private int finished;
        private int dropped;
        private int killed;
        private int lost;
        private int moved;
        private int preempted;

        @Override
        public void started(Cluster itsCluster, Scheduler scheduler) {
            cluster = itsCluster;
        }

        @Override
        public void timePassed(long timeMillis) {
            check(PodTable.NONE);
        }

        @Override
        public void podArrived(int pod) {
            arrived++;
            assertThat(running.get(pod) || pending.get(pod)).isFalse();
            pending.set(pod);
            check(PodTable.NONE);
        }

        @Override
        public void podQueued(int pod) {
            assertThat(pending.get(pod)).isTrue();
        }

        @Override
        public void podWaits(int pod) {
            assertThat(pending.get(pod)).isTrue();
        }

        @Override
        public void podPlaced(int pod, long waitMillis, boolean again) {
            assertThat(waitMillis).isNotNegative();
            move(pod, pending, running);
            check(PodTable.NONE);
        }

        @Override
        public void podEvicted(int pod, int node, EvictionCause cause, long lostMillis) {
            assertThat(lostMillis).isNotNegative();
            moved += cause == EvictionCause.DRAIN ? 1 : 0;
            preempted += cause == EvictionCause.PREEMPTION ? 1 : 0;
            move(pod, running, pending);
            check(PodTable.NONE);
        }

        @Override
        public void podGone(int pod, int node, OnNodeLoss fate, long lostMillis) {
            killed += fate == OnNodeLoss.KILL ? 1 : 0;
            lost += fate == OnNodeLoss.LOSE ? 1 : 0;
            move(pod, running, new BitSet());
            check(pod);
        }

        @Override
        public void podFinished(int pod, int node) {
            finished++;
            move(pod, running, new BitSet());
            check(pod);
        }

        @Override
        public void podDropped(int pod) {
            dropped++;
            move(pod, pending, new BitSet());
            check(pod);
        }

        private static void move(int pod, BitSet from, BitSet to) {
            assertThat(from.get(pod)).isTrue();
            from.clear(pod);
            to.set(pod);
        }

        /** Everything adds up, but for a pod that is about to be forgotten. */
        void check(int leaving) {
            assertThat(running.cardinality() + pending.cardinality() + finished + dropped + killed + lost)
                    .isEqualTo(arrived);
            Cluster now = Objects.requireNonNull(cluster);
            PodTable pods = now.pods();
            NodeTable nodes = now.nodes();
            long[][] used = new long[nodes.slots()][5];
            for (int pod = 0; pod < pods.end(); pod++) {
                boolean exists = pods.exists(pod) && pod != leaving;
                boolean placed = exists && pods.node(pod) != PodTable.NONE;
                assertThat(running.get(pod)).isEqualTo(placed);
                assertThat(pending.get(pod)).isEqualTo(exists && !placed);
                if (placed) {
                    used[pods.node(pod)][0] += pods.spec(pod).requests().cpuMilli();
                    used[pods.node(pod)][1] += pods.spec(pod).requests().memoryBytes();
                    used[pods.node(pod)][3]++;
                    used[pods.node(pod)][4] += pods.spec(pod).devices().totalMilli();
                }
            }
            long[] sums = new long[5];
            for (int node = 0; node < nodes.slots(); node++) {
                for (int d : new int[] {Dimensions.CPU, Dimensions.MEMORY, Dimensions.PODS}) {
                    assertThat(nodes.allocatable(d, node) - nodes.free(d, node)).isEqualTo(used[node][d]);
                    sums[d] += used[node][d];
                }
                assertThat(nodes.deviceCapacityTotal(node) - nodes.deviceFreeTotal(node))
                        .isEqualTo((int) used[node][4]);
                sums[4] += used[node][4];
            }
            assertThat(now.totals().used(Dimensions.CPU)).isEqualTo(sums[Dimensions.CPU]);
            assertThat(now.totals().used(Dimensions.MEMORY)).isEqualTo(sums[Dimensions.MEMORY]);
            assertThat(now.totals().used(Dimensions.PODS)).isEqualTo(sums[Dimensions.PODS]);
            assertThat(now.totals().deviceUsedMilli()).isEqualTo(sums[4]);
        }
    }
}
