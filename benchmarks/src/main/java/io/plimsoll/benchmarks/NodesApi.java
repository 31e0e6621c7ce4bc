package io.plimsoll.benchmarks;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** As much of an API server as a service needs to know nodes that do not change: lists in pages, and watches that stay silent. */
final class NodesApi {

    private static final int PAGE = 500;

    private final int nodes;
    private final HttpServer server;

    NodesApi(Vertx vertx, int nodes) throws InterruptedException, ExecutionException, TimeoutException {
        this.nodes = nodes;
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
            int end = request.path().endsWith("/nodes") ? Math.min(nodes, from + PAGE) : 0;
            StringBuilder items = new StringBuilder();
            for (int node = from; node < end; node++) {
                items.append(node == from ? "" : ",").append(node(node));
            }
            request.response()
                    .end(
                            "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\",\"continue\":\""
                                    + (end < nodes && end > 0 ? end : "") + "\"},\"items\":[" + items + "]}");
        }
    }

    private static String node(int node) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"" + name(node)
                + "\",\"labels\":{\"topology.kubernetes.io/zone\":\"zone-" + node % 3
                + "\"}},\"status\":{\"allocatable\":{\"cpu\":\"" + (8 + node % 5 * 8)
                + "\",\"memory\":\"64Gi\",\"pods\":\"110\"}}}";
    }
}
