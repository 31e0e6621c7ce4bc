package io.plimsoll.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Requests about pods that differ in their UIDs, with the names of all nodes of {@link NodesApi} in another order each time. */
final class ExtenderBodies {

    private static final String POD =
            "{\"metadata\":{\"name\":\"web-7d4b9c6f5-x2x7k\",\"namespace\":\"default\",\"uid\":\"%s\",\"labels\":{\"app\":\"web\"}},"
                    + "\"spec\":{\"schedulerName\":\"default-scheduler\",\"priority\":0,\"containers\":[{\"name\":\"main\",\"image\":\"web:1\","
                    + "\"resources\":{\"requests\":{\"cpu\":\"500m\",\"memory\":\"256Mi\"}}}],\"tolerations\":[{\"key\":"
                    + "\"node.kubernetes.io/not-ready\",\"operator\":\"Exists\",\"effect\":\"NoExecute\",\"tolerationSeconds\":300}]},"
                    + "\"status\":{\"phase\":\"Pending\"}}";
    private static final String NAMES = "\"NodeNames\":[";

    private final Random random = new Random(7);
    private final List<String> names = new ArrayList<>();

    ExtenderBodies(int nodes) {
        for (int node = 0; node < nodes; node++) {
            names.add('"' + NodesApi.name(node) + '"');
        }
    }

    /** A request of filter about the pod of a number. */
    byte[] filter(int pod) {
        Collections.shuffle(names, random);
        return body(pod, String.join(",", names));
    }

    /** The request of prioritize that follows on a reply of filter. */
    static byte[] prioritize(int pod, byte[] filterReply) {
        String reply = new String(filterReply, StandardCharsets.UTF_8);
        int from = reply.indexOf(NAMES) + NAMES.length();
        return body(pod, reply.substring(from, reply.indexOf(']', from)));
    }

    private static byte[] body(int pod, String names) {
        return ("{\"Pod\":" + POD.formatted("uid-" + pod) + ",\"Nodes\":null," + NAMES + names + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
