package io.plimsoll.core.policy;

import static io.plimsoll.core.policy.Scene.GIB;
import static io.plimsoll.core.policy.Scene.pod;
import static io.plimsoll.core.policy.Scene.share;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Best and worst fit. The reference has 10 cores, 100 GiB and 4 devices, of which every part is easily said. */
final class FitTest {

    private static final ReferenceCapacity REFERENCE =
            new ReferenceCapacity(Resources.allocatable(10_000, 100 * GIB, 0), 4000);

    private final Scene scene = new Scene();

    @Test
    void l1ShouldBeTheMeanOfWhatIsLeft() {
        int node = scene.node(8000, 50, Scene.devices(2));
        // Left: 6 of 10 cores, 40 of 100 GiB, 2 of 4 devices: (0.6 + 0.4 + 0.5) / 3.
        PodSpec pod = pod(2000, 10);
        assertThat(scene.score(new WorstFit(Norm.L1, REFERENCE), pod, node)).isEqualTo(50_000_000);
        assertThat(scene.score(new BestFit(Norm.L1, REFERENCE), pod, node)).isEqualTo(50_000_000);
    }

    @Test
    void l2ShouldBeTheRootOfTheMeanSquareOfWhatIsLeft() {
        int node = scene.node(8000, 50, Scene.devices(2));
        // (0.36 + 0.16 + 0.25) / 3 = 0.25666666..., whose root is 0.506622805119...
        PodSpec pod = pod(2000, 10);
        assertThat(scene.score(new WorstFit(Norm.L2, REFERENCE), pod, node)).isEqualTo(50_662_280);
        assertThat(scene.score(new BestFit(Norm.L2, REFERENCE), pod, node)).isEqualTo(49_337_720);
    }

    @Test
    void dominantShouldLookAtTheResourceThePodAsksMostOf() {
        int node = scene.node(8000, 50, Scene.devices(2));
        WorstFit dominant = new WorstFit(Norm.DOMINANT, REFERENCE);
        assertThat(scene.score(dominant, pod(2000, 10), node)).isEqualTo(60_000_000);
        assertThat(scene.score(dominant, pod(1000, 20), node)).isEqualTo(30_000_000);
        assertThat(scene.score(dominant, share(1000, 800), node)).isEqualTo(30_000_000);
        // A tenth of each: CPU is first.
        assertThat(scene.score(dominant, pod(1000, 10), node)).isEqualTo(70_000_000);
        assertThat(scene.score(new BestFit(Norm.DOMINANT, REFERENCE), pod(2000, 10), node))
                .isEqualTo(40_000_000);
    }

    @Test
    void bestFitShouldTakeTheFullerNodeAndWorstFitTheEmptierOne() {
        int empty = scene.node(8000, 50);
        int used = scene.node(8000, 50);
        scene.put(pod(3000, 20), used);
        for (Norm norm : Norm.values()) {
            BestFit best = new BestFit(norm, REFERENCE);
            WorstFit worst = new WorstFit(norm, REFERENCE);
            PodSpec pod = pod(1000, 10);
            assertThat(scene.score(best, pod, used)).isGreaterThan(scene.score(best, pod, empty));
            assertThat(scene.score(worst, pod, used)).isLessThan(scene.score(worst, pod, empty));
        }
    }

    @Test
    void theSurplusOfANodeLargerThanTheReferenceShouldNotBeSeen() {
        int node = scene.node(80_000, 1000, Scene.devices(8));
        for (Norm norm : Norm.values()) {
            assertThat(scene.score(new WorstFit(norm, REFERENCE), pod(1, 0), node))
                    .isEqualTo(Norm.MAXIMUM);
            assertThat(scene.score(new BestFit(norm, REFERENCE), pod(1, 0), node))
                    .isZero();
        }
    }

    @Test
    void namedScalarsOfTheReferenceShouldCountEvenBeforeTheClusterHasSeenThem() {
        ReferenceCapacity reference = new ReferenceCapacity(
                Resources.allocatable(10_000, 0, 0).withScalars(Map.of("example.com/licence", 10L)), 0);
        WorstFit worst = new WorstFit(Norm.L1, reference);
        int without = scene.node(10_000, 1);
        assertThat(scene.score(worst, pod(0, 0), without)).isEqualTo(50_000_000);
        int with = scene.cluster.addNode(NodeSpec.of(
                "licensed", Resources.allocatable(10_000, GIB, 10).withScalars(Map.of("example.com/licence", 4L))));
        assertThat(scene.score(worst, pod(0, 0), with)).isEqualTo(70_000_000);
        PodSpec pod = PodSpec.named("pod")
                .withRequests(Resources.request(1000, 0).withScalars(Map.of("example.com/licence", 2L)));
        assertThat(scene.score(worst, pod, with)).isEqualTo(55_000_000);
    }

    @Test
    void theReferenceShouldBeTheLargestNodeResourceByResource() {
        NodeSpec cpu = NodeSpec.of("cpu", Resources.allocatable(64_000, GIB, 110));
        NodeSpec memory = NodeSpec.of(
                "memory",
                Resources.allocatable(1000, 64 * GIB, 110)
                        .withEphemeralStorage(5)
                        .withScalars(Map.of("licence", 3L, "none", 0L)));
        ReferenceCapacity reference = ReferenceCapacity.largestOf(List.of(cpu, memory));
        assertThat(reference.resources())
                .isEqualTo(Resources.allocatable(64_000, 64 * GIB, 0)
                        .withEphemeralStorage(5)
                        .withScalars(Map.of("licence", 3L)));
        assertThat(reference.deviceMilli()).isZero();
        assertThat(ReferenceCapacity.largestOf(List.of())).isEqualTo(ReferenceCapacity.DEFAULT);
    }
}
