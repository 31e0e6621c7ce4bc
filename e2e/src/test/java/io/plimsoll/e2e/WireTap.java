package io.plimsoll.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between kube-scheduler and the extender, hands everything on, and keeps it in order. */
final class WireTap implements AutoCloseable {

    /**
     * One question with its answer.
     *
     * @param verb the path without its slash
     * @param micros how long the extender took, loopback included
     */
    @SuppressWarnings("ArrayRecordComponent") // kept, not compared
    record Call(String verb, byte[] request, int status, byte[] reply, long micros) {}

    static {
        // Head and body of a reply are written one after the other: without this the second waits 40 ms for the first to be acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;
    private volatile int target;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final List<Call> calls = new ArrayList<>();

    /** Hands on to this port. */
    WireTap(int target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Hands on to this port from now on. */
    void redirect(int port) {
        target = port;
    }

    /** From now on answers are kept back: kube-scheduler gets none, the extender has given them. */
    void keepBack() {
        gate = new CountDownLatch(1);
    }

    /** What was kept back goes on its way, and nothing is kept back any more. */
    void letGo() {
        gate.countDown();
    }

    /** What was asked and answered so far, in order. */
    List<Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** The same of one verb. */
    List<Call> calls(String verb) {
        return calls().stream().filter(call -> call.verb().equals(verb)).toList();
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            HttpRequest on = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target + exchange.getRequestURI()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                    .build();
            long begin = System.nanoTime();
            HttpResponse<byte[]> reply = client.send(on, HttpResponse.BodyHandlers.ofByteArray());
            long micros = (System.nanoTime() - begin) / 1_000;
            synchronized (calls) {
                calls.add(new Call(
                        exchange.getRequestURI().getPath().substring(1),
                        request,
                        reply.statusCode(),
                        reply.body(),
                        micros));
            }
            gate.await();
            exchange.sendResponseHeaders(reply.statusCode(), reply.body().length);
            exchange.getResponseBody().write(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
