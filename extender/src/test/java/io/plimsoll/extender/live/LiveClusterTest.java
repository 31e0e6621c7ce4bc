package io.plimsoll.extender.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.extender.Seeds;
import io.plimsoll.extender.live.LiveCluster.Overdue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveClusterTest {

    private static final int STEPS = 3_000;

    /** What the model knows of a pod. */
    private record Place(String node, long cpu, long heldUntil) {}

    /** What holds space after random events, against a model that is two maps and arithmetic. */
    @Test
    void liveClusterHoldsWhatTheModelHolds() {
        for (long seed : Seeds.some(10)) {
            new Run(seed).run();
        }
    }

    private static final class Run {

        private final long seed;
        private final Random random;
        private final LiveCluster live = new LiveCluster(() -> 0);
        private final Map<String, Long> nodes = new TreeMap<>();
        private final Map<String, Place> pods = new LinkedHashMap<>();
        private long now;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                now++;
                step();
                compare("step " + step + ", " + Seeds.hint(seed));
            }
        }

        private void step() {
            String node = "n" + random.nextInt(8);
            String uid = "u" + random.nextInt(40);
            long cpu = 100L * (1 + random.nextInt(5));
            @Nullable Place place = pods.get(uid);
            switch (random.nextInt(12)) {
                case 0, 1 -> {
                    nodes.put(node, 1000 * cpu);
                    live.apply(new ClusterEvent.NodeSeen(Ask.nodeSpec(node, 1000 * cpu)));
                }
                case 2 -> {
                    nodes.remove(node);
                    live.apply(new ClusterEvent.NodeGone(node));
                }
                case 3, 4 -> {
                    pods.put(uid, new Place(node, cpu, 0));
                    live.apply(new ClusterEvent.PodOnNode(uid, Ask.podSpec(uid, cpu), node));
                }
                case 5 -> {
                    pods.remove(uid);
                    live.apply(new ClusterEvent.PodGone(uid));
                }
                case 6 -> live.apply(new ClusterEvent.PodWaits(uid));
                case 7, 8 -> {
                    int slot = live.cluster().nodes().find(node);
                    if (slot >= 0) {
                        pods.put(uid, new Place(node, cpu, now + 20));
                        live.hold(uid, Ask.podSpec(uid, cpu), slot, 0, now + 20, false);
                    }
                }
                case 9 -> {
                    boolean held = place != null && place.heldUntil() != 0;
                    assertThat(live.unhold(uid)).isEqualTo(held);
                    if (held) {
                        pods.remove(uid);
                    }
                }
                case 10 -> overdue();
                default -> relist();
            }
        }

        private void overdue() {
            List<String> expected = new ArrayList<>();
            pods.forEach((uid, place) -> {
                if (place.heldUntil() != 0 && place.heldUntil() <= now) {
                    expected.add(uid);
                }
            });
            assertThat(live.overdue(now)).extracting(Overdue::uid).containsExactlyInAnyOrderElementsOf(expected);
            for (String uid : expected) {
                if (random.nextBoolean()) {
                    live.release(uid);
                    pods.remove(uid);
                } else {
                    Place place = Objects.requireNonNull(pods.get(uid));
                    live.extend(uid, now + 20);
                    pods.put(uid, new Place(place.node(), place.cpu(), now + 20));
                }
            }
        }

        /** Some nodes and pods are missing in the list: they went while nobody watched. */
        private void relist() {
            live.apply(new ClusterEvent.NodesListing());
            nodes.keySet().removeIf(node -> random.nextInt(10) == 0);
            nodes.forEach((node, cpu) -> live.apply(new ClusterEvent.NodeSeen(Ask.nodeSpec(node, cpu))));
            live.apply(new ClusterEvent.NodesListed());
            live.apply(new ClusterEvent.PodsListing());
            pods.keySet().removeIf(uid -> random.nextInt(10) == 0);
            pods.forEach((uid, place) -> live.apply(
                    place.heldUntil() != 0
                            ? new ClusterEvent.PodWaits(uid)
                            : new ClusterEvent.PodOnNode(uid, Ask.podSpec(uid, place.cpu()), place.node())));
            live.apply(new ClusterEvent.PodsListed());
        }

        private void compare(String when) {
            Cluster cluster = live.cluster();
            assertThat(cluster.nodes().count()).as(when).isEqualTo(nodes.size());
            assertThat(live.residents()).as(when).isEqualTo(pods.size());
            assertThat(live.heldPods()).as(when).isEqualTo((int) pods.values().stream()
                    .filter(place -> place.heldUntil() != 0)
                    .count());
            nodes.forEach((name, cpu) -> {
                int slot = cluster.nodes().find(name);
                long used = 0;
                boolean held = false;
                int count = 0;
                for (Place place : pods.values()) {
                    if (place.node().equals(name)) {
                        used += place.cpu();
                        held |= place.heldUntil() != 0;
                        count++;
                    }
                }
                assertThat(cluster.nodes().free(Dimensions.CPU, slot)).as(when).isEqualTo(cpu - used);
                assertThat(cluster.nodes().podCount(slot)).as(when).isEqualTo(count);
                assertThat(live.hasHeld(slot)).as(when).isEqualTo(held);
            });
        }
    }

    @Test
    void aPodThatIsBoundAfterItsSpaceWasGivenBackIsCounted() {
        LiveCluster live = new LiveCluster(() -> 0);
        live.apply(new ClusterEvent.NodeSeen(Ask.nodeSpec("a", 1000)));
        live.hold("u", Ask.podSpec("u", 500), 0, 0, 10, false);
        assertThat(live.overdue(9)).isEmpty();
        assertThat(live.overdue(10)).containsExactly(new Overdue("u", "default", "u"));
        live.release("u");
        assertThat(live.lateBindings()).isZero();
        live.apply(new ClusterEvent.PodOnNode("u", Ask.podSpec("u", 500), "a"));
        assertThat(live.lateBindings()).isEqualTo(1);
        live.apply(new ClusterEvent.PodOnNode("u", Ask.podSpec("u", 500), "a"));
        assertThat(live.lateBindings()).isEqualTo(1);
    }

    @Test
    void aPodThatIsBoundElsewhereIsWhereTheApiServerSays() {
        LiveCluster live = new LiveCluster(() -> 0);
        live.apply(new ClusterEvent.NodeSeen(Ask.nodeSpec("a", 1000)));
        live.apply(new ClusterEvent.NodeSeen(Ask.nodeSpec("b", 1000)));
        live.hold("u", Ask.podSpec("u", 500), 0, 0, 10, false);
        live.apply(new ClusterEvent.PodOnNode("u", Ask.podSpec("u", 500), "b"));
        assertThat(live.slot("u")).isEqualTo(1);
        assertThat(live.cluster().nodes().free(Dimensions.CPU, 0)).isEqualTo(1000);
        assertThat(live.heldPods()).isZero();
    }

    @Test
    void aResizedPodHoldsWhatItHoldsNow() {
        LiveCluster live = new LiveCluster(() -> 0);
        live.apply(new ClusterEvent.NodeSeen(Ask.nodeSpec("a", 1000)));
        live.apply(new ClusterEvent.PodOnNode("u", Ask.podSpec("u", 500), "a"));
        live.apply(new ClusterEvent.PodOnNode("u", Ask.podSpec("u", 700), "a"));
        assertThat(live.cluster().nodes().free(Dimensions.CPU, 0)).isEqualTo(300);
        assertThat(live.residents()).isEqualTo(1);
    }
}
