package io.plimsoll.benchmarks;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * As much of an API server as a service needs to know nodes, and pods on them, that do not change: lists in pages, and watches that stay
 * silent. Objects are made when they are asked for.
 */
final class NodesApi {

    private static final int PAGE = 500;
    private static final int PODS_OF_A_WORKLOAD = 300;

    private final int nodes;
    private final int pods;
    private final HttpServer server;

    NodesApi(Vertx vertx, int nodes) throws InterruptedException, ExecutionException, TimeoutException {
        this(vertx, nodes, 0);
    }

    NodesApi(Vertx vertx, int nodes, int pods) throws InterruptedException, ExecutionException, TimeoutException {
        this.nodes = nodes;
        this.pods = pods;
        this.server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    /** How a client reaches it. */
    Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.actualPort())
                .withNamespace("default")
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    /** The name of a node. */
    static String name(int node) {
        return "node-%06d.zone-%d.example".formatted(node, node % 3);
    }

    private void handle(HttpServerRequest request) {
        if (request.getHeader("Upgrade") != null) {
            request.response().setStatusCode(503).end(); // The client then watches without a web socket.
        } else if ("true".equals(request.getParam("watch"))) {
            request.response().setChunked(true).write("");
        } else {
            String given = request.getParam("continue");
            int from = given == null || given.isEmpty() ? 0 : Integer.parseInt(given);
            boolean ofPods = request.path().endsWith("/pods");
            int all = ofPods ? pods : request.path().endsWith("/nodes") ? nodes : 0;
            int end = Math.min(all, from + PAGE);
            StringBuilder items = new StringBuilder();
            for (int item = from; item < end; item++) {
                items.append(item == from ? "" : ",").append(ofPods ? pod(item, nodes) : node(item));
            }
            request.response()
                    .end(
                            "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\",\"continue\":\""
                                    + (end < all ? end : "") + "\"},\"items\":[" + items + "]}");
        }
    }

    /** The size of a pod, as JSON. */
    static int podBytes() {
        return pod(0, 1).length();
    }

    /** A pod of a workload, with what the API server tells of one that runs: most of it no rule reads. */
    private static String pod(int pod, int nodes) {
        int workload = pod / PODS_OF_A_WORKLOAD;
        StringBuilder env = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            env.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"SETTING_" + i + "\",\"value\":\"value-" + workload + "-" + i + "\"}");
        }
        String time = "2026-01-02T03:04:05Z";
        StringBuilder conditions = new StringBuilder();
        for (String type :
                new String[] {"PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"}) {
            conditions
                    .append(conditions.isEmpty() ? "" : ",")
                    .append("{\"type\":\"" + type
                            + "\",\"status\":\"True\",\"lastProbeTime\":null,\"lastTransitionTime\":\"" + time + "\"}");
        }
        String container = "{\"name\":\"main\",\"image\":\"registry.example/team/app-" + workload + ":1." + workload
                + "\",\"ports\":[{\"containerPort\":8080,\"protocol\":\"TCP\"}],\"env\":[" + env
                + "],\"resources\":{\"limits\":{\"memory\":\"512Mi\"},\"requests\":{\"cpu\":\""
                + (50 + workload % 8 * 25)
                + "m\",\"memory\":\"" + (128 << workload % 3)
                + "Mi\"}},\"volumeMounts\":[{\"name\":\"token\",\"mountPath\":\"/var/run/secrets/kubernetes.io/serviceaccount\"}],"
                + "\"livenessProbe\":{\"httpGet\":{\"path\":\"/live\",\"port\":8080},\"periodSeconds\":10},"
                + "\"readinessProbe\":{\"httpGet\":{\"path\":\"/ready\",\"port\":8080},\"periodSeconds\":5}}";
        return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"app-" + workload + "-7d4b9c6f5-" + pod
                + "\",\"namespace\":\"team-" + workload % 50 + "\",\"uid\":\"3f0c5a1e-0000-4000-8000-"
                + "%012d".formatted(pod)
                + "\",\"resourceVersion\":\"1\",\"creationTimestamp\":\"" + time + "\",\"labels\":{\"app\":\"app-"
                + workload
                + "\",\"pod-template-hash\":\"7d4b9c6f5\",\"tier\":\"t" + workload % 4
                + "\"},\"annotations\":{\"checksum/config\":\"9b74c9897bac770ffc029102a200c5de\"},\"ownerReferences\":[{\"apiVersion\":"
                + "\"apps/v1\",\"kind\":\"ReplicaSet\",\"name\":\"app-" + workload + "-7d4b9c6f5\",\"uid\":\"owner-"
                + workload
                + "\",\"controller\":true}]},\"spec\":{\"nodeName\":\"" + name(pod % nodes)
                + "\",\"schedulerName\":\"default-scheduler\",\"serviceAccountName\":\"app\",\"priority\":0,\"containers\":["
                + container
                + "],\"volumes\":[{\"name\":\"token\",\"projected\":{\"sources\":[{\"serviceAccountToken\":{\"path\":\"token\"}}]}}],"
                + "\"tolerations\":[{\"key\":\"node.kubernetes.io/not-ready\",\"operator\":\"Exists\",\"effect\":\"NoExecute\","
                + "\"tolerationSeconds\":300}]},\"status\":{\"phase\":\"Running\",\"startTime\":\"" + time
                + "\",\"podIP\":\"10.0.0.1\",\"hostIP\":\"192.168.0.1\",\"conditions\":[" + conditions
                + "],\"containerStatuses\":[{\"name\":\"main\",\"ready\":true,\"restartCount\":0,\"image\":\"registry.example/team/app\",\"imageID\":"
                + "\"sha256:0000000000000000000000000000000000000000000000000000000000000000\",\"containerID\":\"containerd://0000\"}]}}";
    }

    private static String node(int node) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"" + name(node)
                + "\",\"labels\":{\"topology.kubernetes.io/zone\":\"zone-" + node % 3
                + "\"}},\"status\":{\"allocatable\":{\"cpu\":\"" + (8 + node % 5 * 8)
                + "\",\"memory\":\"64Gi\",\"pods\":\"110\"}}}";
    }
}
