package io.plimsoll.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterTest {

    private final Cluster cluster = ClusterScenes.cluster(2);
    private final NodeTable nodes = cluster.nodes();

    @Test
    void nodeNameMustBeUnique() {
        assertUnchangedBy(() -> cluster.addNode(ClusterScenes.node("n1")), "The name of the node (n1) must be unique.");
    }

    @Test
    void nodeWithPodsCannotBeRemoved() {
        cluster.bind(ClusterScenes.pod(cluster, "p", 100), 1, 0);
        assertUnchangedBy(() -> cluster.removeNode(1), "The node (n1) to remove must not have pods (1).");
    }

    @Test
    void nodeThatIsNotThereIsRefusedBySlot() {
        assertUnchangedBy(() -> cluster.removeNode(5), "The node slot (5) of this cluster must be one in use.");
        assertUnchangedBy(() -> cluster.setUnschedulable(-1, true), "The node slot (-1)");
    }

    @Test
    void nodeKeepsItsName() {
        assertUnchangedBy(
                () -> cluster.describeNode(0, ClusterScenes.node("other")),
                "The name (other) of node (n0) must not change.");
    }

    @Test
    void deviceInUseStaysAsItIs() {
        int pod = cluster.addPod(PodSpec.named("p").withDevices(DeviceRequest.share(300, Set.of())));
        cluster.bind(pod, 0, 0b10);
        NodeSpec spec = nodes.spec(0);
        assertUnchangedBy(
                () -> cluster.describeNode(0, spec.withDevices(List.of(DeviceSpec.whole("T4")))),
                "The device (1) of node (n0) must stay as it is while pods use it.");
        assertUnchangedBy(
                () -> cluster.describeNode(
                        0, spec.withDevices(List.of(DeviceSpec.whole("T4"), new DeviceSpec("T4", 500)))),
                "The device (1)");
        cluster.describeNode(0, spec.withDevices(List.of(DeviceSpec.whole("A10"), DeviceSpec.whole("T4"))));
        assertThat(nodes.deviceFree(0, 1)).isEqualTo(700);
        assertThat(nodes.deviceFreeTotal(0)).isEqualTo(1700);
        assertThat(Long.bitCount(nodes.deviceModels(0))).isEqualTo(2);
    }

    @Test
    void podIsBoundOnce() {
        int pod = ClusterScenes.pod(cluster, "p", 100);
        cluster.bind(pod, 0, 0);
        assertUnchangedBy(() -> cluster.bind(pod, 1, 0), "The pod (p) to bind must be waiting.");
        cluster.unbind(pod);
        assertUnchangedBy(() -> cluster.unbind(pod), "The pod (p) to unbind must be on a node.");
    }

    @Test
    void devicesOfABindMustBeThoseOfTheNode() {
        int pod = cluster.addPod(PodSpec.named("p").withDevices(DeviceRequest.whole(2, Set.of())));
        assertUnchangedBy(() -> cluster.bind(pod, 0, 0b1), "must be 2 of the 2 of node slot 0");
        assertUnchangedBy(() -> cluster.bind(pod, 0, 0b101), "must be 2 of the 2 of node slot 0");
        assertUnchangedBy(() -> cluster.bind(pod, 9, 0b11), "must be 2 of the 0 of node slot 9");
        int plain = ClusterScenes.pod(cluster, "plain", 100);
        assertUnchangedBy(() -> cluster.bind(plain, 0, 0b1), "must be 0 of the 2 of node slot 0");
    }

    @Test
    void nodeMayHaveSixtyFourDevices() {
        int node = cluster.addNode(
                ClusterScenes.node("large").withDevices(Collections.nCopies(64, DeviceSpec.whole("T4"))));
        int pod = cluster.addPod(PodSpec.named("p").withDevices(DeviceRequest.whole(64, Set.of())));
        cluster.bind(pod, node, -1L);
        assertThat(nodes.deviceFreeTotal(node)).isZero();
        assertThat(nodes.deviceFree(node, 63)).isZero();
        assertThat(nodes.deviceCapacityTotal(node)).isEqualTo(64_000);
    }

    @Test
    void modelsAreAtMostSixtyFour() {
        for (int model = 0; model < 63; model++) {
            cluster.deviceModels().numbered(Set.of("M" + model));
        }
        assertThat(cluster.deviceModels().count()).isEqualTo(64);
        assertThat(cluster.deviceModels().name(0)).isEqualTo("T4");
        assertUnchangedBy(
                () -> cluster.addNode(ClusterScenes.node("x").withDevices(List.of(DeviceSpec.whole("new")))),
                "The number of device models (65, with new) of a cluster must be at most 64.");
    }

    @Test
    void shrunkNodeIsOvercommitted() {
        cluster.bind(ClusterScenes.pod(cluster, "p", 3000), 0, 0);
        cluster.describeNode(0, nodes.spec(0).withAllocatable(Resources.allocatable(1000, 4000, 10)));
        assertThat(nodes.free(Dimensions.CPU, 0)).isEqualTo(-2000);
        assertThat(nodes.allocatable(Dimensions.CPU, 0)).isEqualTo(1000);
    }

    @Test
    void slotOfARemovedNodeGoesToTheNextOne() {
        long generation = nodes.generation(0);
        cluster.removeNode(0);
        assertThat(nodes.exists(0)).isFalse();
        assertThat(nodes.slots()).isEqualTo(2);
        assertThat(nodes.find("n0")).isEqualTo(-1);
        assertThat(cluster.addNode(ClusterScenes.node("again"))).isZero();
        assertThat(nodes.generation(0)).isGreaterThan(generation);
        assertThat(nodes.find("again")).isZero();
        assertThat(cluster.addNode(ClusterScenes.node("third"))).isEqualTo(2);
    }

    @Test
    void loadDoesNotTouchTheGeneration() {
        long generation = nodes.generation(1);
        cluster.bind(ClusterScenes.pod(cluster, "p", 100), 1, 0);
        assertThat(nodes.generation(1)).isEqualTo(generation);
        assertThat(nodes.lastChange(1)).isEqualTo(cluster.changeLog().end() - 1);
    }

    @Test
    void scalarSeenLateIsADimensionOfAllNodes() {
        int node = cluster.addNode(
                NodeSpec.of("licensed", Resources.allocatable(1, 1, 1).withScalars(Map.of("example.com/licence", 3L))));
        int dimension = cluster.dimensions().count() - 1;
        assertThat(cluster.dimensions().name(dimension)).isEqualTo("example.com/licence");
        assertThat(nodes.free(dimension, node)).isEqualTo(3);
        assertThat(nodes.free(dimension, 0)).isZero();
        assertThat(nodes.free(dimension + 1, 0)).isZero();
        assertThat(nodes.allocatable(dimension + 1, 0)).isZero();
        assertThat(cluster.totals().allocatable(dimension)).isEqualTo(3);
        assertThat(cluster.totals().used(dimension + 1)).isZero();
    }

    private void assertUnchangedBy(Runnable action, String message) {
        List<String> before = StateFingerprint.of(cluster);
        assertThatThrownBy(action::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(System.lineSeparator() + "Maybe ");
        assertThat(StateFingerprint.of(cluster)).isEqualTo(before);
    }
}
