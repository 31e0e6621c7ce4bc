package io.plimsoll.core.policy;

import static io.plimsoll.core.policy.Scene.pod;
import static io.plimsoll.core.policy.Scene.share;
import static io.plimsoll.core.policy.Scene.whole;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GpuClusteringTest {

    private final Scene scene = new Scene();
    private final GpuClustering clustering = new GpuClustering();

    @Test
    void aNodeWithoutDevicesInUseShouldScore25AndMoreTheFewerDevicesItHas() {
        assertThat(scene.score(clustering, share(0, 500), scene.node(8000, 8, Scene.devices(8))))
                .isEqualTo(25);
        // 25 x 7000 / 8000 = 21.875
        assertThat(scene.score(clustering, share(0, 500), scene.node(8000, 8, Scene.devices(1))))
                .isEqualTo(25 + 21);
    }

    @Test
    void podsWithoutDevicesShouldBeNoCompany() {
        int node = scene.node(8000, 8, Scene.devices(8));
        scene.put(pod(1000, 1), node);
        assertThat(scene.score(clustering, share(0, 500), node)).isEqualTo(25);
        assertThat(scene.score(clustering, pod(1000, 1), node)).isZero();
    }

    @Test
    void kindsShouldBeSharesAndNumbersOfWholeDevices() {
        int node = scene.node(8000, 8, Scene.devices(8));
        scene.put(share(0, 300), node, 0);
        // 25 x (8000 - 7700) / 8000 = 0.9375
        assertThat(scene.score(clustering, share(0, 500), node)).isEqualTo(75);
        assertThat(scene.score(clustering, whole(0, 1), node)).isZero();
        scene.put(whole(0, 2), node, 1, 2);
        // 25 x (8000 - 5700) / 8000 = 7.1875
        assertThat(scene.score(clustering, share(0, 500), node)).isEqualTo(50 + 7);
        assertThat(scene.score(clustering, whole(0, 2), node)).isEqualTo(50 + 7);
        assertThat(scene.score(clustering, whole(0, 1), node)).isEqualTo(7);
    }

    @Test
    void aPodThatLeavesShouldNoLongerCount() {
        int node = scene.node(8000, 8, Scene.devices(8));
        int leaving = scene.put(whole(0, 4), node, 0, 1, 2, 3);
        scene.put(whole(0, 1), node, 4);
        assertThat(scene.score(clustering, whole(0, 1), node)).isEqualTo(50 + 15);
        scene.cluster.unbind(leaving);
        assertThat(scene.score(clustering, whole(0, 1), node)).isEqualTo(75 + 3);
    }

    @Test
    void anOvercommittedNodeShouldStayInRange() {
        int node = scene.node(8000, 8, Scene.devices(2));
        for (int i = 0; i < 5; i++) {
            scene.put(whole(0, 1), node, 0);
        }
        assertThat(scene.score(clustering, whole(0, 1), node)).isEqualTo(100);
        int large = scene.node(8000, 8, Scene.devices(64));
        assertThat(scene.score(clustering, whole(0, 64), large)).isEqualTo(25);
        scene.put(whole(0, 64), large, all(64));
        assertThat(scene.score(clustering, whole(0, 64), large)).isEqualTo(100);
        assertThat(scene.score(clustering, share(0, 10), large)).isEqualTo(25);
    }

    private static int[] all(int count) {
        int[] devices = new int[count];
        for (int i = 0; i < count; i++) {
            devices[i] = i;
        }
        return devices;
    }
}
