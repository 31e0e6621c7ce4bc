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
        NodeSpec huge = NodeSpec.of("huge", Resources.allocatable(1, Resources.MAX_QUANTITY, 1));
        // As after some thousands of such nodes, every one of which full checks would look at.
        long[] sums = (long[]) Hidden.value(cluster.totals(), "allocatable");
        sums[Dimensions.MEMORY] = Long.MAX_VALUE - 5;
        List<String> before = StateFingerprint.of(cluster);
        assertThatThrownBy(() -> cluster.addNode(huge)).isInstanceOf(ArithmeticException.class);
        NodeSpec grown = cluster.nodes().spec(0).withAllocatable(huge.allocatable());
        assertThatThrownBy(() -> cluster.describeNode(0, grown)).isInstanceOf(ArithmeticException.class);
        assertThat(StateFingerprint.of(cluster)).isEqualTo(before);
    }

    @Test
    void nodeTakesThePlaceOfItsFormerDescriptionInTheSums() {
        long memory = 4000;
        long[] leaving = {0, memory, 0, 0};
        Totals totals = cluster.totals();
        long room = Long.MAX_VALUE - totals.allocatable(Dimensions.MEMORY);
        totals.requireRoomFor(new long[] {0, room + memory, 0, 0}, leaving);
        assertThatThrownBy(() -> totals.requireRoomFor(new long[] {0, room + memory + 1, 0, 0}, leaving))
                .isInstanceOf(ArithmeticException.class);
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
