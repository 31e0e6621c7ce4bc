package io.plimsoll.core.policy;

import static io.plimsoll.core.policy.Scene.pod;
import static io.plimsoll.core.policy.Scene.share;
import static io.plimsoll.core.policy.Scene.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GpuPackingTest {

    private final Scene scene = new Scene();
    private final GpuPacking packing = new GpuPacking();

    @Test
    void anEmptyNodeShouldScoreAtMost33TheFewerDevicesTheBetter() {
        assertThat(scene.score(packing, share(0, 500), scene.node(8000, 8, Scene.devices(1))))
                .isEqualTo(32);
        assertThat(scene.score(packing, whole(0, 8), scene.node(8000, 8, Scene.devices(8))))
                .isEqualTo(25);
        // The authors' formula bends: max(33 - 20, 20).
        assertThat(scene.score(packing, whole(0, 8), scene.node(8000, 8, Scene.devices(20))))
                .isEqualTo(20);
    }

    @Test
    void freeDevicesOfAUsedNodeShouldScoreTheFewerAreNeededTheBetter() {
        int node = scene.node(8000, 8, Scene.devices(8));
        scene.put(share(0, 700), node, 0);
        assertThat(scene.score(packing, whole(0, 1), node)).isEqualTo(49);
        assertThat(scene.score(packing, whole(0, 4), node)).isEqualTo(46);
        assertThat(scene.score(packing, share(0, 400), node)).isEqualTo(49);
        int large = scene.node(8000, 8, Scene.devices(40));
        scene.put(share(0, 700), large, 0);
        assertThat(scene.score(packing, whole(0, 30), large)).isEqualTo(33);
    }

    @Test
    void aUsedDeviceShouldScoreTheFullerTheBetter() {
        int node = scene.node(8000, 8, Scene.devices(8));
        scene.put(share(0, 700), node, 3);
        // 300 free: 100 - 30 / 10.
        assertThat(scene.score(packing, share(0, 300), node)).isEqualTo(97);
        scene.put(share(0, 5), node, 5);
        // The tightest is device 5 with 995: 100 - 99 / 10.
        assertThat(scene.score(packing, share(0, 400), node)).isEqualTo(91);
        scene.put(share(0, 705), node, 6);
        // 295 free is 29 percent.
        assertThat(scene.score(packing, share(0, 290), node)).isEqualTo(98);
    }

    @Test
    void onlyDevicesOfAnAcceptedModelShouldBeTaken() {
        int node = scene.node(8000, 8, "T4", "A10");
        scene.put(share(0, 700, "T4"), node, 0);
        assertThat(scene.score(packing, share(0, 100, "T4"), node)).isEqualTo(97);
        assertThat(scene.score(packing, share(0, 100, "A10"), node)).isEqualTo(49);
    }

    @Test
    void aDeviceOfWhichAPartIsReservedShouldBeFreeWhenNobodyUsesIt() {
        int node = scene.cluster.addNode(NodeSpec.of("reserved", Resources.allocatable(8000, 0, 110))
                .withDevices(List.of(new DeviceSpec("T4", 400), DeviceSpec.whole("T4"))));
        assertThat(scene.score(packing, share(0, 300), node)).isEqualTo(31);
        scene.put(share(0, 100), node, 1);
        assertThat(scene.score(packing, share(0, 300), node)).isEqualTo(49);
        assertThat(scene.score(packing, share(0, 500), node)).isEqualTo(91);
    }

    @Test
    void podsWithoutDevicesShouldFindAllNodesAlike() {
        int node = scene.node(8000, 8, Scene.devices(8));
        assertThat(scene.score(packing, pod(1000, 1), node)).isZero();
    }
}
