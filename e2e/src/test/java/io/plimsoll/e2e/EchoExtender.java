package io.plimsoll.e2e;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The least that an extender can do: every node passes the filter, and all get the score 0. What is left is what asking costs. */
final class EchoExtender implements AutoCloseable {

    private static final byte[] LIST = "\"NodeNames\":[".getBytes(StandardCharsets.US_ASCII);

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    EchoExtender() throws InterruptedException, ExecutionException, TimeoutException {
        server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        vertx.close();
    }

    private void answer(HttpServerRequest request) {
        boolean filter = request.path().endsWith("/filter");
        request.body().onSuccess(body -> {
            byte[] bytes = body.getBytes();
            int from = listFrom(bytes);
            int end = from;
            while (bytes[end - 1] != ']') {
                end++;
            }
            Buffer reply = Buffer.buffer(2 * (end - from));
            if (filter) {
                reply.appendString("{\"Nodes\":null,\"NodeNames\":");
                reply.appendBytes(bytes, from, end - from);
                reply.appendString(",\"FailedNodes\":{},\"FailedAndUnresolvableNodes\":{},\"Error\":\"\"}");
            } else {
                scores(bytes, from, end, reply);
            }
            request.response().putHeader("Content-Type", "application/json").end(reply);
        });
    }

    private static void scores(byte[] bytes, int from, int end, Buffer reply) {
        reply.appendString("[");
        for (int at = from + 1; bytes[at] == '"'; ) {
            int behind = at + 1;
            while (bytes[behind] != '"') {
                behind++;
            }
            reply.appendString(at == from + 1 ? "{\"Host\":" : ",{\"Host\":");
            reply.appendBytes(bytes, at, behind + 1 - at);
            reply.appendString(",\"Score\":0}");
            at = Math.min(end - 1, behind + 2);
        }
        reply.appendString("]");
    }

    /** Where the list of names begins; it is the last member that kube-scheduler writes. */
    private static int listFrom(byte[] bytes) {
        for (int from = bytes.length - LIST.length; from >= 0; from--) {
            int i = 0;
            while (i < LIST.length && bytes[from + i] == LIST[i]) {
                i++;
            }
            if (i == LIST.length) {
                return from + LIST.length - 1;
            }
        }
        throw new IllegalArgumentException("A request must have NodeNames.");
    }
}
