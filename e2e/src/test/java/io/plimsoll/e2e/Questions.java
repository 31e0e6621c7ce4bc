package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a service says of itself, and whether the API server says the same.
 *
 * @param port where it is asked by kube-scheduler
 * @param admin where it answers questions
 */
record Questions(int port, int admin) {

    /** Whoever asks must bear it. */
    static final String TOKEN = "of-these-tests-alone";

    private static final String PREFIX = "plimsoll_extender_";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Its figures, by name and labels, without what all names begin with. */
    Map<String, Double> metrics() throws IOException, InterruptedException {
        Map<String, Double> metrics = new TreeMap<>();
        get(port, "/metrics").lines().filter(line -> line.startsWith(PREFIX)).forEach(line -> {
            int space = line.lastIndexOf(' ');
            metrics.put(line.substring(PREFIX.length(), space), Double.valueOf(line.substring(space + 1)));
        });
        return metrics;
    }

    /** One of them; 0 before it is first counted. */
    double metric(String name) throws IOException, InterruptedException {
        return metrics().getOrDefault(name, 0.0);
    }

    /** What it answers to a scheduler that offers nodes to a pod. */
    String filter(Pod pod, List<String> nodes) throws IOException, InterruptedException {
        return body(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/filter"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"Pod\":" + Serialization.asJson(pod)
                        + ",\"Nodes\":null,\"NodeNames\":" + Serialization.asJson(nodes) + "}")));
    }

    /**
     * What it and the API server say otherwise; empty when both know the same nodes and pods, all pods on the same nodes, and nothing is held
     * that is not bound.
     */
    List<String> differences(KubernetesClient api) throws IOException, InterruptedException {
        Map<String, String> known = new TreeMap<>();
        KubernetesList snapshot = Serialization.unmarshal(get(admin, "/snapshot"), KubernetesList.class);
        snapshot.getItems().forEach(object -> describe(object, known));
        Map<String, String> there = new TreeMap<>();
        api.nodes().list().getItems().forEach(node -> describe(node, there));
        int pods = 0;
        for (Pod pod : api.pods().inAnyNamespace().list().getItems()) {
            describe(pod, there);
            pods += pod.getSpec().getNodeName() == null ? 0 : 1;
        }
        List<String> differences = new ArrayList<>();
        TreeSet<String> all = new TreeSet<>(known.keySet());
        all.addAll(there.keySet());
        for (String key : all) {
            String one = known.getOrDefault(key, "unknown");
            String other = there.getOrDefault(key, "not there");
            if (!one.equals(other)) {
                differences.add(key + " is " + one + " to the extender, " + other + " to the API server");
            }
        }
        Map<String, Double> metrics = metrics();
        count("pods", pods, metrics, differences);
        count("held_pods", 0, metrics, differences);
        count("nodes", api.nodes().list().getItems().size(), metrics, differences);
        count("follower_lost", 0, metrics, differences);
        return differences;
    }

    private static void count(String name, int expected, Map<String, Double> metrics, List<String> differences) {
        double value = metrics.getOrDefault(name, -1.0);
        if (value != expected) {
            differences.add(name + " is " + value + ", expected " + expected);
        }
    }

    private static void describe(HasMetadata object, Map<String, String> into) {
        if (object instanceof Node node) {
            into.put(
                    "node " + node.getMetadata().getName(),
                    Serialization.asJson(node.getMetadata().getLabels())
                            + Serialization.asJson(node.getSpec().getTaints())
                            + Serialization.asJson(node.getStatus().getAllocatable())
                            + (Boolean.TRUE.equals(node.getSpec().getUnschedulable()) ? " cordoned" : ""));
        } else if (object instanceof Pod pod) {
            String held = pod.getStatus() == null || pod.getStatus().getNominatedNodeName() == null
                    ? ""
                    : ", held on " + pod.getStatus().getNominatedNodeName();
            into.put(
                    "pod " + pod.getMetadata().getUid(),
                    pod.getMetadata().getName() + " on " + pod.getSpec().getNodeName() + held);
        }
    }

    private static String get(int at, String path) throws IOException, InterruptedException {
        return body(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
                .header("Authorization", "Bearer " + TOKEN));
    }

    private static String body(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> reply = HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != 200) {
            throw new IOException(reply.uri() + " answered " + reply.statusCode() + ": " + reply.body());
        }
        return reply.body();
    }
}
