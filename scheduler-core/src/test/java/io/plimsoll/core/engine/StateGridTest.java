package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.ReferenceCapacity;
import io.plimsoll.core.state.Cluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateGridTest {

    private static final long GIB = 1L << 30;

    /** Amounts that are all told apart, that share bins, and that go far beyond the last one. */
    @ParameterizedTest
    @ValueSource(longs = {60, 5_000, 1L << 50})
    void gridShouldKnowTheStatesThatAreInIt(long most) {
        Random random = new Random(most);
        StateGrid grid = new StateGrid(emptyIndex(), 3, new long[] {1_000, 1_000});
        Map<String, Integer> expected = new HashMap<>();
        List<long[]> vectors = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            // It grows, shrinks to nearly nothing, and grows again.
            boolean shrinking = i / 4_000 % 2 == 1;
            if (vectors.isEmpty() || random.nextInt(10) < (shrinking ? 2 : 8)) {
                long[] vector = {random.nextLong(-3, most), random.nextLong(-3, most), random.nextLong(2)};
                int state = grid.add(vector);
                Integer known = expected.put(Arrays.toString(vector), state);
                assertThat(known == null || known == state).isTrue();
                if (known == null) {
                    vectors.add(vector);
                }
            } else {
                long[] vector = vectors.remove(random.nextInt(vectors.size()));
                grid.remove(Objects.requireNonNull(expected.remove(Arrays.toString(vector))));
            }
        }
        assertThat(expected).hasSameSizeAs(vectors).isNotEmpty();
        for (long[] vector : vectors) {
            int state = Objects.requireNonNull(expected.get(Arrays.toString(vector)));
            assertThat(grid.is(state, vector)).isTrue();
            assertThat(grid.add(vector)).isEqualTo(state);
            grid.remove(state);
        }
        assertThat(grid.overgrown()).isFalse();
    }

    @Test
    void gridShouldBeOvergrownWhenManyStatesStandInOneCell() {
        StateGrid grid = new StateGrid(emptyIndex(), 2, new long[] {GIB, GIB});
        for (int i = 0; i < 1_024; i++) {
            grid.add(new long[] {i, i});
        }
        assertThat(grid.overgrown()).isFalse();
        grid.add(new long[] {1_024, 0});
        assertThat(grid.overgrown()).isTrue();
    }

    /** Under full checks, each decision is compared with a scan: in the crowded grid and in the tree that follows it. */
    @Test
    void crowdedStatesShouldBeSearchedExactlyWhereverTheyStand() {
        Cluster cluster = new Cluster();
        cluster.addNode(node("giant", 1_000_000, 1L << 45));
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            cluster.addNode(node("n" + i, random.nextInt(500, 1_000), random.nextLong(GIB / 2, GIB)));
        }
        Scheduler scheduler = scheduler(cluster);
        for (int i = 0; i < 60; i++) {
            PodSpec pod = PodSpec.named("p" + i)
                    .withRequests(Resources.request(random.nextInt(100, 900), random.nextLong(GIB / 8, GIB)));
            // The second one of a class is decided by the index.
            scheduler.schedule(cluster.addPod(pod));
            scheduler.schedule(cluster.addPod(pod.withName("q" + i)));
        }
        assertThat(cluster.totals().boundPods()).isEqualTo(120);
    }

    @Test
    void nodesThatComeAfterAllOthersShouldBeToldApart() {
        Cluster cluster = new Cluster();
        Scheduler scheduler = scheduler(cluster);
        PodSpec pod = PodSpec.named("p").withRequests(Resources.request(500, GIB));
        for (int i = 0; i < 3; i++) {
            assertThat(scheduler.decide(cluster.addPod(pod.withName("early" + i))))
                    .isEqualTo(-1);
        }
        // So many that the grid, made for no node, is made anew.
        for (int i = 0; i < 2_000; i++) {
            cluster.addNode(node("n" + i, 32_000L - i, 64 * GIB - i));
        }
        assertThat(scheduler.decide(cluster.addPod(pod.withName("late")))).isEqualTo(1_999);
    }

    private static StateIndex emptyIndex() {
        Cluster cluster = new Cluster();
        return new StateIndex(cluster.nodes(), cluster.changeLog(), new int[0], 0, new long[0], new long[0]);
    }

    private static Scheduler scheduler(Cluster cluster) {
        ReferenceCapacity reference = new ReferenceCapacity(Resources.allocatable(64_000, 256 * GIB, 0), 0);
        return new Scheduler(cluster, Policies.load().profile("best-fit", new PolicyContext(reference, null)), 1);
    }

    private static NodeSpec node(String name, long cpu, long memory) {
        return NodeSpec.of(name, Resources.allocatable(cpu, memory, 100));
    }
}
