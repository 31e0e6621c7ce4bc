package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.ReferenceCapacity;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.ClusterAccess;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Full checks are on: the whole tree and each decision are compared with a scan. */
class RoomTreeTest {

    private final Cluster cluster = ClusterAccess.withChangeLog(1 << 10);

    @ParameterizedTest
    @ValueSource(strings = {"first-fit", "next-fit"})
    void podsShouldGoToTheFirstNodeWithRoomWhileNodesComeAndGo(String policy) {
        Scheduler scheduler = scheduler(policy);
        Random random = new Random(5);
        int nodes = 0;
        for (int i = 0; i < 600; i++) {
            if (i % 2 == 0) {
                cluster.addNode(node("n" + nodes++, random.nextInt(1, 4_000), random.nextInt(1, 1 << 20)));
            }
            int pod = cluster.addPod(pod(random.nextInt(8) * 337L, random.nextInt(8) * 99_991L));
            int chosen = scheduler.schedule(pod);
            if (i % 3 == 0 && chosen >= 0) {
                cluster.removePod(pod);
            }
            int gone = random.nextInt(nodes);
            if (cluster.nodes().exists(gone) && cluster.nodes().podCount(gone) == 0) {
                cluster.removeNode(gone);
            }
        }
        assertThat(cluster.totals().boundPods()).isGreaterThan(200);
    }

    @Test
    void aSearchShouldGoOnFromTheMiddleOfABlock() {
        Scheduler scheduler = scheduler("next-fit");
        for (int node = 0; node < 300; node++) {
            cluster.addNode(node("n" + node, node % 37 == 0 ? 2 : 1, 1));
        }
        decideTwice(scheduler, pod(1, 1));
        for (int expected = 37; expected < 300; expected += 37) {
            scheduler.restore(scheduler.decisions(), expected - 36);
            assertThat(scheduler.decide(cluster.addPod(pod(2, 1)))).isEqualTo(expected);
        }
        scheduler.restore(scheduler.decisions(), 298);
        assertThat(scheduler.decide(cluster.addPod(pod(2, 1)))).isZero();
        assertThat(scheduler.decide(cluster.addPod(pod(3, 1)))).isEqualTo(Scheduler.UNSCHEDULABLE);
    }

    @Test
    void aPodThatAsksForNothingShouldNotGoWhereThereIsNoNode() {
        Scheduler scheduler = scheduler("first-fit");
        cluster.addNode(node("full", 0, 0));
        cluster.addNode(node("other", 0, 0));
        cluster.removeNode(0);
        PodSpec nothing = PodSpec.named("nothing");
        assertThat(decideTwice(scheduler, nothing)).isEqualTo(1);
        cluster.removeNode(1);
        assertThat(scheduler.decide(cluster.addPod(nothing))).isEqualTo(Scheduler.UNSCHEDULABLE);
    }

    @Test
    void aClassThatMostDescriptionsStandAgainstShouldGetAnIndexOfItsOwn() {
        Scheduler scheduler = scheduler("first-fit");
        for (int node = 0; node < 1_000; node++) {
            cluster.addNode(node("n" + node, 10, 10).withUnschedulable(node < 900));
        }
        assertThat(decideTwice(scheduler, pod(1, 1))).isEqualTo(900);
        cluster.setUnschedulable(450, false);
        assertThat(scheduler.decide(cluster.addPod(pod(1, 1)))).isEqualTo(450);
    }

    @Test
    void aDimensionThatNobodyAskedForBeforeShouldBeLookedAt() {
        Scheduler scheduler = scheduler("first-fit");
        cluster.addNode(node("plain", 10, 10));
        decideTwice(scheduler, pod(1, 1));
        Resources special = Resources.request(1, 1).withScalars(Map.of("example.com/thing", 2L));
        cluster.addNode(NodeSpec.of("special", special.withPods(10)));
        assertThat(decideTwice(scheduler, pod(1, 1).withRequests(special))).isEqualTo(1);
    }

    private int decideTwice(Scheduler scheduler, PodSpec pod) {
        scheduler.decide(cluster.addPod(pod));
        return scheduler.decide(cluster.addPod(pod));
    }

    private Scheduler scheduler(String policy) {
        ReferenceCapacity reference = new ReferenceCapacity(Resources.allocatable(128_000, 1L << 40, 0), 0);
        return new Scheduler(cluster, Policies.load().profile(policy, new PolicyContext(reference, List.of())), 1);
    }

    private static NodeSpec node(String name, long cpuMilli, long memoryBytes) {
        return NodeSpec.of(name, Resources.allocatable(cpuMilli, memoryBytes, 250));
    }

    private static PodSpec pod(long cpuMilli, long memoryBytes) {
        return PodSpec.named("pod")
                .withRequests(Resources.request(cpuMilli, memoryBytes).withPods(1));
    }
}
