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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

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
        // Head and body of a reply are written one after the other: without this the second waits 40 ms for the first
        // to be acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;
    private volatile int target;
    private final List<Call> calls = new ArrayList<>();
    private volatile Consumer<Call> between = call -> {};

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

    /** Has something done between an answer that has come and its way on, on the thread of that question. */
    void between(Consumer<Call> task) {
        between = task;
    }

    /** Hands on to this port from now on. */
    void redirect(int port) {
        target = port;
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
        server.stop(0);
        threads.shutdownNow();
    }

    /** One question after the other, so that the order of the calls is that of the answers; a binding may take long. */
    private Call askAlone(HttpRequest request, String verb, byte[] body) throws IOException, InterruptedException {
        synchronized (client) {
            return ask(request, verb, body);
        }
    }

    private Call ask(HttpRequest request, String verb, byte[] body) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<byte[]> reply = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        long micros = (System.nanoTime() - begin) / 1_000;
        Call call = new Call(verb, body, reply.statusCode(), reply.body(), micros);
        synchronized (calls) {
            calls.add(call);
        }
        return call;
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            HttpRequest on = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target + exchange.getRequestURI()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                    .build();
            String verb = exchange.getRequestURI().getPath().substring(1);
            Call call = verb.equals("bind") ? ask(on, verb, request) : askAlone(on, verb, request);
            between.accept(call);
            exchange.sendResponseHeaders(call.status(), call.reply().length);
            exchange.getResponseBody().write(call.reply());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
