package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodGroup;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PodGroupsTest {

    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler = new Scheduler(
            cluster,
            new Profile("groups", List.of(new ResourceFit()), List.of(), NodeChoice.FIRST, new LowestFit()),
            1);
    private final PodGroups groups = new PodGroups(scheduler);

    @Test
    void aGroupShouldGetAllItsPlacesOrNothing() {
        nodes(2, 2_000);
        int[] members = pods(5, 1_000, 0);

        assertThat(groups.decide(members, 5, 5, false)).isFalse();
        assertThat(groups.placed()).isZero();
        assertThat(groups.decide(members, 5, 4, false)).as("four will do").isTrue();
        assertThat(groups.placed()).isEqualTo(4);
        assertThat(groups.decide(members, 0, 0, false)).as("nobody waits").isTrue();
        assertThat(groups.decide(members, 5, 4, false)).isTrue();
        assertThat(List.of(groups.node(0), groups.node(1), groups.node(2), groups.node(3)))
                .containsExactly(0, 0, 1, 1);
        for (int member : members) {
            assertThat(cluster.pods().node(member)).as("nothing is held").isEqualTo(PodTable.NONE);
        }
    }

    @Test
    void aGroupShouldPreemptAsAWhole() {
        nodes(2, 2_000);
        int[] small = pods(4, 1_000, 0);
        for (int i = 0; i < 4; i++) {
            cluster.bind(small[i], i / 2, 0);
        }
        int[] members = pods(3, 1_000, 5);

        assertThat(groups.decide(members, 3, 3, false)).isFalse();
        assertThat(groups.decide(members, 3, 3, true)).isTrue();
        assertThat(groups.victims()).hasSize(3);
        for (int victim : groups.victims()) {
            assertThat(small).contains(victim);
        }
        assertThat(cluster.totals().boundPods()).as("nobody has gone yet").isEqualTo(4);

        int[] many = pods(5, 1_000, 5);
        assertThat(groups.decide(many, 5, 5, true)).as("more than there is").isFalse();
        assertThat(groups.victims()).isEmpty();
    }

    @Test
    void aPlanShouldBePossibleAndTheBoundNeverTooLow() {
        long seed = Long.getLong("plimsoll.seed", 1);
        int found = 0;
        for (int round = 0; round < 200; round++) {
            Random random = new Random(seed + round);
            PodGroupsTest scene = new PodGroupsTest();
            scene.nodes(1 + random.nextInt(4), 1_000L * (1 + random.nextInt(8)));
            int count = 1 + random.nextInt(9);
            int[] members = scene.pods(count, 500L * (1 + random.nextInt(5)), 0);
            boolean all = scene.groups.decide(members, count, count, false);
            long room = scene.groups.room(scene.cluster.decidedClass(members[0]));
            assertThat(room >= count)
                    .as("seed %d: these ask for nothing but room", seed + round)
                    .isEqualTo(all);
            for (int i = 0; all && i < count; i++) {
                scene.cluster.bind(scene.groups.pod(i), scene.groups.node(i), scene.groups.devices(i));
            }
            for (int node = 0; node < scene.cluster.nodes().slots(); node++) {
                assertThat(scene.cluster.nodes().free(0, node)).isNotNegative();
            }
            found += all ? 1 : 0;
        }
        assertThat(found).isBetween(20, 180);
    }

    @Test
    void roomShouldFollowWhateverHappensToNodes() {
        long seed = Long.getLong("plimsoll.seed", 1);
        Random random = new Random(seed);
        nodes(5, 8_000);
        int[] pods = pods(40, 900, 0);
        PodClass podClass = cluster.decidedClass(pods[0]);
        for (int step = 0; step < 500; step++) {
            int pod = pods[random.nextInt(pods.length)];
            int node = random.nextInt(cluster.nodes().slots());
            if (random.nextInt(40) == 0) {
                cluster.addNode(NodeSpec.of("more" + step, Resources.allocatable(1_000L * step, 1 << 30, 10)));
            } else if (cluster.pods().node(pod) != PodTable.NONE) {
                cluster.unbind(pod);
            } else if (scheduler.fits(podClass, node)) {
                cluster.bind(pod, node, 0);
            }
            if (random.nextInt(3) == 0) {
                assertThat(groups.room(podClass))
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(new ClassRoom(cluster, podClass).total());
            }
        }
    }

    @Test
    void whatIsSaidOfAGroupShouldNameItAndItsMinimum() {
        assertThat(PodGroups.waits(new PodGroup("train", 4, 0), 3))
                .isEqualTo(new Decision.WaitingForGroup("train", 3, 4));
        assertThatThrownBy(() -> new PodGroup("train", 0, 0)).hasMessageContaining("(0)");
        assertThatThrownBy(() -> new PodGroup("train", 1, -1)).hasMessageContaining("(-1 ms)");
        assertThatThrownBy(() -> new PodGroup("", 1, 0)).hasMessageContaining("name of a pod group");
    }

    private void nodes(int count, long cpuMilli) {
        for (int i = 0; i < count; i++) {
            cluster.addNode(NodeSpec.of("n" + i, Resources.allocatable(cpuMilli, 1 << 30, 10)));
        }
    }

    private int[] pods(int count, long cpuMilli, int priority) {
        int[] pods = new int[count];
        for (int i = 0; i < count; i++) {
            pods[i] = cluster.addPod(PodSpec.named("p" + priority + "-" + count + "-" + i)
                    .withRequests(Resources.request(cpuMilli, 1))
                    .withPriority(priority));
        }
        return pods;
    }
}
