package io.plimsoll.core.policy;

import static io.plimsoll.core.policy.Scene.GIB;
import static io.plimsoll.core.policy.Scene.pod;
import static io.plimsoll.core.policy.Scene.share;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import org.junit.jupiter.api.Test;

/** Least and most allocated; numbers by the formulas of kube-scheduler's NodeResourcesFit. */
final class AllocatedTest {

    private final Scene scene = new Scene();
    private final LeastAllocated least = new LeastAllocated();
    private final MostAllocated most = new MostAllocated();

    @Test
    void percentagesAndTheirMeanShouldEachBeRoundedDown() {
        int node = scene.node(7000, 9);
        scene.put(pod(1000, 1), node);
        // With the pod 3 of 7 cores and 2 of 9 GiB: free 57.1 and 77.7, used 42.8 and 22.2 percent.
        assertThat(scene.score(least, pod(2000, 1), node)).isEqualTo((57 + 77) / 2);
        assertThat(scene.score(most, pod(2000, 1), node)).isEqualTo((42 + 22) / 2);
    }

    @Test
    void devicesShouldCountForPodsThatAskForThem() {
        int node = scene.node(10_000, 10, Scene.devices(4));
        scene.put(share(1000, 500), node, 0);
        assertThat(scene.score(least, pod(1000, 0), node)).isEqualTo((80 + 100) / 2);
        // Devices with the pod: 1000 of 4000 thousandths.
        assertThat(scene.score(least, share(1000, 500), node)).isEqualTo((80 + 100 + 75) / 3);
        assertThat(scene.score(most, share(1000, 500), node)).isEqualTo((20 + 25) / 3);
    }

    @Test
    void whatANodeDoesNotOfferShouldNotCount() {
        int node = scene.node(10_000, 0);
        assertThat(scene.score(least, pod(1000, 0), node)).isEqualTo(90);
        assertThat(scene.score(most, pod(1000, 0), node)).isEqualTo(10);
        int nothing = scene.node(0, 0);
        assertThat(scene.score(least, pod(0, 0), nothing)).isZero();
        assertThat(scene.score(most, pod(0, 0), nothing)).isZero();
    }

    @Test
    void anOvercommittedResourceShouldBeFull() {
        int node = scene.node(10_000, 10);
        scene.put(pod(8000, 0), node);
        NodeSpec spec = scene.cluster.nodes().spec(node);
        scene.cluster.describeNode(node, spec.withAllocatable(Resources.allocatable(4000, 10 * GIB, 110)));
        assertThat(scene.score(least, pod(0, 1), node)).isEqualTo((0 + 90) / 2);
        assertThat(scene.score(most, pod(0, 1), node)).isEqualTo((100 + 10) / 2);
    }

    @Test
    void theLargestQuantitiesShouldNotOverflow() {
        int node = scene.cluster.addNode(
                NodeSpec.of("huge", Resources.allocatable(Resources.MAX_QUANTITY, Resources.MAX_QUANTITY, 110)));
        assertThat(scene.score(least, pod(0, 0), node)).isEqualTo(100);
        assertThat(scene.score(most, pod(Resources.MAX_QUANTITY, 0), node)).isEqualTo(50);
    }
}
