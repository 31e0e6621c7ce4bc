package io.plimsoll.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeviceRequestTest {

    @Test
    void shareIsOfOneDevice() {
        DeviceRequest share = DeviceRequest.share(300, Set.of("T4"));
        assertThat(share.isShare()).isTrue();
        assertThat(share.totalMilli()).isEqualTo(300);
        assertThat(share.models()).containsExactly("T4");
        assertThat(DeviceRequest.share(1000, Set.of()).isShare()).isFalse();
    }

    @Test
    void wholeDevicesAreMany() {
        DeviceRequest eight = DeviceRequest.whole(8, Set.of());
        assertThat(eight.isShare()).isFalse();
        assertThat(eight.totalMilli()).isEqualTo(8000);
        assertThat(DeviceRequest.whole(0, Set.of("T4"))).isEqualTo(DeviceRequest.NONE);
    }

    @Test
    void numbersThatDoNotBelongTogetherAreRefused() {
        assertRefused(() -> new DeviceRequest(2, 500, new TreeSet<>()), "share of each of several devices (500)");
        assertRefused(() -> new DeviceRequest(0, 100, new TreeSet<>()), "share of a pod without devices (100)");
        assertRefused(() -> DeviceRequest.share(0, Set.of()), "(0) must be between 1 and 1000");
        assertRefused(() -> DeviceRequest.share(1001, Set.of()), "(1001) must be between 1 and 1000");
        assertRefused(() -> DeviceRequest.whole(65, Set.of()), "device count (65) must be between 0 and 64");
        assertRefused(() -> DeviceRequest.whole(-1, Set.of()), "device count (-1)");
    }

    @Test
    void devicesOfNodesAreCheckedToo() {
        assertRefused(() -> new DeviceSpec("T4", 0), "device capacity (0) must be between 1 and 1000");
        assertRefused(() -> new DeviceSpec("", 1000), "The device model must not be empty.");
        assertRefused(
                () -> NodeSpec.of("n", Resources.NONE).withDevices(Collections.nCopies(65, DeviceSpec.whole("T4"))),
                "number of devices of a node (65) must be between 0 and 64");
    }

    private static void assertRefused(Runnable action, String message) {
        assertThatThrownBy(action::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(System.lineSeparator() + "Maybe ");
    }
}
