package io.plimsoll.core.state;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import java.util.Collections;

/** Small clusters for tests. */
final class ClusterScenes {

    private ClusterScenes() {}

    /** Nodes {@code n0, n1 ...} with 4 cores, 4,000 bytes and 2 devices each. */
    static Cluster cluster(int nodes) {
        Cluster cluster = new Cluster();
        for (int node = 0; node < nodes; node++) {
            cluster.addNode(node("n" + node));
        }
        return cluster;
    }

    static NodeSpec node(String name) {
        return NodeSpec.of(name, Resources.allocatable(4000, 4000, 10))
                .withDevices(Collections.nCopies(2, DeviceSpec.whole("T4")));
    }

    static int pod(Cluster cluster, String name, long cpuMilli) {
        return cluster.addPod(PodSpec.named(name).withRequests(Resources.request(cpuMilli, 10)));
    }
}
