package io.plimsoll.extender.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceNamesTest {

    private final DeviceNames names = new DeviceNames("x/milli", "x/count", "x/model", "x/index");

    private PodSpec pod(long count, long milli) {
        Map<String, Long> scalars = new HashMap<>(Map.of("y/other", 3L));
        if (count > 0) {
            scalars.put("x/count", count);
        }
        if (milli > 0) {
            scalars.put("x/milli", milli);
        }
        return PodSpec.named("p").withRequests(Resources.request(1, 1).withScalars(scalars));
    }

    @Test
    void sharesAndWholeDevicesAreTheCores() {
        assertThat(names.pod(pod(0, 0)).devices()).isEqualTo(DeviceRequest.NONE);
        assertThat(names.pod(pod(0, 250)).devices()).isEqualTo(DeviceRequest.share(250, Set.of()));
        assertThat(names.pod(pod(1, 250)).devices()).isEqualTo(DeviceRequest.share(250, Set.of()));
        assertThat(names.pod(pod(1, 0)).devices()).isEqualTo(DeviceRequest.whole(1, Set.of()));
        assertThat(names.pod(pod(4, 0)).devices()).isEqualTo(DeviceRequest.whole(4, Set.of()));
        assertThat(names.pod(pod(4, 1000)).devices()).isEqualTo(DeviceRequest.whole(4, Set.of()));
        assertThat(names.pod(pod(4, 1000)).requests().scalars()).isEqualTo(Map.of("y/other", 3L));
    }

    @Test
    void whatNoNodeCanServeIsSaid() {
        for (PodSpec bad : new PodSpec[] {pod(2, 500), pod(1, 1001), pod(0, 1001), pod(65, 1000), pod(65, 0)}) {
            assertThat(names.problem(bad)).isEqualTo(DeviceNames.NO_REQUEST);
            assertThat(names.pod(bad).devices()).isEqualTo(DeviceRequest.NONE);
        }
        for (PodSpec good : new PodSpec[] {pod(0, 0), pod(0, 1), pod(1, 1000), pod(64, 1000), pod(64, 0)}) {
            assertThat(names.problem(good)).isNull();
        }
    }

    @Test
    void devicesOfANodeAreOfItsModel() {
        NodeSpec node =
                NodeSpec.of("n", Resources.allocatable(1, 1, 1).withScalars(Map.of("x/count", 3L, "x/milli", 3000L)));
        assertThat(names.node(node).devices())
                .hasSize(3)
                .allMatch(device -> device.model().equals("gpu"));
        assertThat(names.node(node).allocatable().scalars()).isEmpty();
        assertThat(names.node(node.withLabels(Map.of("x/model", "T4"))).devices())
                .allMatch(device -> device.model().equals("T4"));
        NodeSpec none = NodeSpec.of("n", Resources.allocatable(1, 1, 1));
        assertThat(names.node(none)).isSameAs(none);
    }

    @Test
    void indexesAreWrittenAndReadAgain() {
        assertThat(DeviceBits.text(0)).isEmpty();
        assertThat(DeviceBits.text(0b1001)).isEqualTo("0-3");
        assertThat(DeviceBits.text(-1L)).endsWith("-63");
        for (long bits : new long[] {0, 1, 0b1010, 1L << 63, -1L}) {
            assertThat(DeviceBits.parse(DeviceBits.text(bits))).isEqualTo(bits);
        }
        for (String bad : new String[] {"64", "-1", "1-", "a", "1,2", "1-1", " 1", "100", "1--2"}) {
            assertThat(DeviceBits.parse(bad)).as(bad).isZero();
        }
        assertThat(names.devices(Map.of("x/index", "1-2"))).isEqualTo(6);
        assertThat(names.devices(null)).isZero();
    }
}
