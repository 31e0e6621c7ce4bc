package io.plimsoll.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TotalsTest {

    private final Cluster cluster = ClusterScenes.cluster(2);

    @Test
    void sumsFollowNodesAndPods() {
        Totals totals = cluster.totals();
        int pod = cluster.addPod(PodSpec.named("p")
                .withRequests(Resources.request(1500, 40))
                .withDevices(DeviceRequest.share(250, Set.of())));
        cluster.bind(pod, 0, 0b1);
        assertThat(totals.used(Dimensions.CPU)).isEqualTo(1500);
        assertThat(totals.used(Dimensions.PODS)).isEqualTo(1);
        assertThat(totals.allocatable(Dimensions.MEMORY)).isEqualTo(8000);
        assertThat(totals.deviceUsedMilli()).isEqualTo(250);
        assertThat(totals.deviceCapacityMilli()).isEqualTo(4000);
        assertThat(totals.nodes()).isEqualTo(2);
        assertThat(totals.emptyNodes()).isEqualTo(1);
        assertThat(totals.boundPods()).isEqualTo(1);
        cluster.removePod(pod);
        cluster.removeNode(1);
        assertThat(totals.used(Dimensions.CPU)).isZero();
        assertThat(totals.deviceUsedMilli()).isZero();
        assertThat(totals.deviceCapacityMilli()).isEqualTo(2000);
        assertThat(totals.emptyNodes()).isEqualTo(1);
        assertThat(totals.boundPods()).isZero();
    }

    @Test
    void nodeWhoseSumWouldOverflowIsRefusedAndChangesNothing() {
        Cluster full = new Cluster();
        NodeSpec huge = NodeSpec.of("huge", Resources.allocatable(1, Resources.MAX_QUANTITY, 1));
        for (int node = 0; node < 3; node++) {
            full.addNode(
                    new NodeSpec("n" + node, huge.allocatable(), huge.labels(), huge.devices(), huge.unschedulable()));
        }
        // As after some thousands of such nodes; full checks would look at every one of them.
        long[] sums = (long[]) Hidden.value(full.totals(), "allocatable");
        sums[Dimensions.MEMORY] = Long.MAX_VALUE - 5;
        List<String> before = StateFingerprint.of(full);
        assertThatThrownBy(() -> full.addNode(huge)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> full.describeNode(0, full.nodes().spec(0).withUnschedulable(true)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(StateFingerprint.of(full)).isEqualTo(before);
    }

    @Test
    void podWhoseSumWouldOverflowIsRefusedAndChangesNothing() {
        int pod = cluster.addPod(PodSpec.named("p").withRequests(Resources.request(7, 1)));
        long[] sums = (long[]) Hidden.value(cluster.totals(), "used");
        sums[Dimensions.MEMORY] = Long.MAX_VALUE;
        List<String> before = StateFingerprint.of(cluster);
        assertThatThrownBy(() -> cluster.bind(pod, 0, 0)).isInstanceOf(ArithmeticException.class);
        assertThat(StateFingerprint.of(cluster)).isEqualTo(before);
        assertThat(cluster.totals().used(Dimensions.CPU)).isZero();
    }
}
