package io.plimsoll.core.state;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Full checks see a value that is off by one, wherever it is. */
class ClusterCheckTest {

    private final Cluster cluster = ClusterScenes.cluster(2);
    private int pod;

    @BeforeEach
    void oneBoundPod() {
        cluster.describeNode(0, cluster.nodes().spec(0).withLabels(Map.of("zone", "one")));
        cluster.topology().counter("zone", "default", LabelSelector.of(Map.of()));
        pod = cluster.addPod(PodSpec.named("p")
                .withRequests(Resources.request(100, 10))
                .withDevices(DeviceRequest.share(300, Set.of())));
        cluster.bind(pod, 0, 0b1);
        ClusterCheck.run(cluster);
    }

    @Test
    void totalsAreRecomputed() {
        cluster.totals().emptyNode(1);
        assertCorrupted("totals of the cluster");
    }

    @Test
    void freeAmountsAreRecomputed() {
        Hidden.longs(cluster.nodes(), "free")[Dimensions.CPU]++;
        assertCorrupted("free amount in dimension 0 (n0) (3901) must equal the recomputed one (3900)");
    }

    @Test
    void podCountsAreRecomputed() {
        Hidden.numbers(cluster.nodes(), "podCount")[1]++;
        assertCorrupted("pod count of slot 1 (n1)");
    }

    @Test
    void cordonsAreCompared() {
        ((boolean[]) Hidden.value(cluster.nodes(), "unschedulable"))[1] = true;
        assertCorrupted("cordon of slot 1 (n1)");
    }

    @Test
    void devicesAreRecomputed() {
        Hidden.numbers(Hidden.value(cluster.nodes(), "devices"), "free")[1]--;
        assertCorrupted("free thousandths of device 1 (n0)");
    }

    @Test
    void sumsOfDevicesAreRecomputed() {
        Hidden.numbers(Hidden.value(cluster.nodes(), "devices"), "freeTotal")[0]--;
        assertCorrupted("free thousandths of slot 0 (n0)");
    }

    @Test
    void modelsOfDevicesAreRecomputed() {
        ((long[]) Hidden.value(Hidden.value(cluster.nodes(), "devices"), "models"))[0] |= 2;
        assertCorrupted("models of slot 0 (n0)");
    }

    @Test
    void capacitiesOfDevicesAreCompared() {
        Object devices = Hidden.value(cluster.nodes(), "devices");
        Hidden.numbers(devices, "capacity")[1]--;
        assertCorrupted("capacity of device 1 (n0)");
        Hidden.numbers(devices, "capacity")[1]++;
        Hidden.numbers(devices, "capacityTotal")[0]--;
        assertCorrupted("capacity of the devices of slot 0 (n0)");
    }

    @Test
    void offersAreRecomputed() {
        int dimensions = Hidden.number(cluster.nodes(), "dimensions");
        Hidden.longs(cluster.nodes(), "allocatable")[dimensions + Dimensions.MEMORY]++;
        assertCorrupted("allocatable amount in dimension 1 (n1)");
    }

    @Test
    void seatsAreCompared() {
        int[] rows = Hidden.numbers(cluster.pods(), "rows");
        rows[pod * PodTable.WIDTH + PodTable.NODE] = 1;
        assertCorrupted("node of pod 0 (n0)");
    }

    @Test
    void domainsAreCompared() {
        cluster.topology().keys().get(0).set(1, 0);
        assertCorrupted("domain of slot 1 (zone)");
    }

    @Test
    void countersAreRecomputed() {
        cluster.topology().labelSets().counter(0).add(0, 1);
        assertCorrupted("pods counted in domain 0 (zone)");
    }

    @Test
    void minimumIsRecomputed() {
        Hidden.set(cluster.topology().labelSets().counter(0), "minimum", 7);
        assertCorrupted("smallest count of counter");
    }

    private void assertCorrupted(String what) {
        assertThatThrownBy(() -> ClusterCheck.run(cluster))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The cached ")
                .hasMessageContaining(what)
                .hasMessageContaining("Maybe a change of the cluster did not invalidate it");
    }
}
