package io.plimsoll.benchmarks;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.plimsoll.extender.wire.ExtenderRequest;
import io.plimsoll.extender.wire.MalformedRequestException;
import io.plimsoll.extender.wire.NameTable;
import io.plimsoll.extender.wire.OfferedList;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reading a request with 1,000 whole nodes: the streamed way, which finds each node's name and passes over the rest, beside data binding
 * of the list of nodes on the same bytes, in turn. From one request to the next the list begins at another node and one node in a
 * hundred changes, as when kubelets report; beside it stands the time of a reader that sees each request as its first. A node is
 * written as kube-scheduler writes one, with the images, conditions and managed fields that a kubelet reports.
 */
final class FullNodes {

    private static final int NODES = 1_000;
    private static final int ROUNDS = 60;
    private static final int IMAGES = 20;

    private FullNodes() {}

    static void print(PrintStream out) throws MalformedRequestException {
        NameTable names = new NameTable();
        for (int node = 0; node < NODES; node++) {
            names.put(NodesApi.name(node), node);
        }
        OfferedList offered = new OfferedList(names);
        JsonMapper mapper = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        int[] versions = new int[NODES];
        Random random = new Random(7);
        long[] streamed = new long[ROUNDS];
        long[] fresh = new long[ROUNDS];
        long[] bound = new long[ROUNDS];
        int bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < NODES / 100; i++) {
                versions[random.nextInt(NODES)]++;
            }
            byte[] body = body(random.nextInt(NODES), versions);
            bytes = body.length;
            OfferedList first = new OfferedList(names);
            long begin = System.nanoTime();
            ExtenderRequest.of(body, body.length, offered);
            long middle = System.nanoTime();
            ExtenderRequest.of(body, body.length, first);
            long behind = System.nanoTime();
            int items = items(mapper, body);
            long end = System.nanoTime();
            if (offered.count() != NODES || offered.unknown() > 0 || first.count() != NODES || items != NODES) {
                throw new IllegalStateException("All nodes must be found.");
            }
            streamed[round] = middle - begin;
            fresh[round] = behind - middle;
            bound[round] = end - behind;
        }
        double theirs = median(bound);
        out.printf(
                "%,d whole nodes, %,d bytes: bound by Jackson in %.2f ms, read in %.2f ms (%.1f times as fast), by a reader"
                        + " that sees them for the first time in %.2f ms (%.1f times)%n",
                NODES,
                bytes,
                theirs / 1e6,
                median(streamed) / 1e6,
                theirs / median(streamed),
                median(fresh) / 1e6,
                theirs / median(fresh));
    }

    private static int items(JsonMapper mapper, byte[] body) {
        NodeList nodes = mapper.readValue(body, Request.class).nodes();
        int items = 0;
        for (Node node : nodes.getItems()) {
            items += node.getMetadata().getName().isEmpty() ? 0 : 1;
        }
        return items;
    }

    /** What data binding reads. */
    record Request(
            @com.fasterxml.jackson.annotation.JsonProperty("Nodes")
            NodeList nodes) {}

    /** Of the second half, when both ways are warm. */
    private static double median(long[] nanos) {
        long[] warm = Arrays.copyOfRange(nanos, ROUNDS / 2, ROUNDS);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static byte[] body(int first, int[] versions) {
        StringBuilder json =
                new StringBuilder("{\"Pod\":{\"metadata\":{\"name\":\"p\"}},\"Nodes\":{\"metadata\":{},\"items\":[");
        for (int node = 0; node < NODES; node++) {
            int which = (first + node) % NODES;
            json.append(node == 0 ? "" : ",");
            node(NodesApi.name(which), which, versions[which], json);
        }
        return json.append("]},\"NodeNames\":null}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void node(String name, int node, int version, StringBuilder json) {
        json.append("{\"metadata\":{\"name\":\"")
                .append(name)
                .append("\",\"uid\":\"uid-")
                .append(node);
        json.append("\",\"resourceVersion\":\"").append(1_000 + version);
        json.append("\",\"creationTimestamp\":\"2026-01-01T00:00:00Z\",\"labels\":{\"kubernetes.io/hostname\":\"");
        json.append(name).append("\",\"kubernetes.io/os\":\"linux\",\"topology.kubernetes.io/zone\":\"zone-");
        json.append(node % 3)
                .append("\"},\"annotations\":{\"node.alpha.kubernetes.io/ttl\":\"0\"},\"managedFields\":[{");
        json.append(
                "\"manager\":\"kubelet\",\"operation\":\"Update\",\"apiVersion\":\"v1\",\"time\":\"2026-01-01T00:00:00Z\",");
        json.append(
                "\"fieldsType\":\"FieldsV1\",\"fieldsV1\":{\"f:metadata\":{\"f:annotations\":{\".\":{}},\"f:labels\":{\".\":{},");
        json.append(
                "\"f:kubernetes.io/hostname\":{},\"f:kubernetes.io/os\":{}}},\"f:status\":{\"f:allocatable\":{\"f:cpu\":{},");
        json.append(
                "\"f:memory\":{},\"f:pods\":{}},\"f:images\":{}}}}]},\"spec\":{\"podCIDR\":\"10.0.0.0/24\",\"providerID\":\"x://");
        json.append(node).append("\"},\"status\":{\"capacity\":{\"cpu\":\"16\",\"memory\":\"64Gi\",\"pods\":\"110\"},");
        json.append("\"allocatable\":{\"cpu\":\"15800m\",\"memory\":\"62Gi\",\"pods\":\"110\"},\"conditions\":[");
        for (String type : new String[] {"MemoryPressure", "DiskPressure", "PIDPressure", "Ready"}) {
            json.append(type.equals("MemoryPressure") ? "" : ",")
                    .append("{\"type\":\"")
                    .append(type);
            json.append("\",\"status\":\"").append(type.equals("Ready") ? "True" : "False");
            json.append(
                    "\",\"lastHeartbeatTime\":\"2026-01-01T00:00:00Z\",\"lastTransitionTime\":\"2026-01-01T00:00:00Z\",");
            json.append("\"reason\":\"KubeletHas\",\"message\":\"kubelet has what it needs\"}");
        }
        json.append(
                "],\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"10.0.0.1\"}],\"nodeInfo\":{\"kernelVersion\":\"6.1\",");
        json.append(
                "\"osImage\":\"Linux\",\"kubeletVersion\":\"v1.34.4\",\"operatingSystem\":\"linux\",\"architecture\":\"amd64\"},");
        json.append("\"images\":[");
        for (int image = 0; image < IMAGES; image++) {
            json.append(image == 0 ? "" : ",")
                    .append("{\"names\":[\"registry.example/team/app-")
                    .append(image);
            json.append(
                    "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\",\"registry.example/team/app-");
            json.append(image)
                    .append(":1.0\"],\"sizeBytes\":")
                    .append(100_000_000 + image)
                    .append('}');
        }
        json.append("]}}");
    }
}
