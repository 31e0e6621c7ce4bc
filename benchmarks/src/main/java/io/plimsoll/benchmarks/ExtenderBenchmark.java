package io.plimsoll.benchmarks;

import io.plimsoll.core.input.InputException;
import io.plimsoll.extender.wire.MalformedRequestException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the extender adds to a round trip: filter and prioritize of {@link RunningExtender} beside a server that reads the same body
 * and answers with as many bytes, each call followed by its echo on a connection that is kept, so that what else the machine does
 * falls on both alike. Names come in another order each time, as kube-scheduler sends them; prioritize repeats the names of the
 * filter's answer. Both servers run in this process, on one event loop each; the client is a third thread. Behind that table come
 * {@link ExtenderRate} and {@link FullNodes}.
 */
public final class ExtenderBenchmark {

    private static final int[] SIZES = {100, 500, 5_000, 100_000};
    private static final int ORDERS = 16;
    /** Until the code that serves one request among others has been compiled. */
    private static final long WARM_SECONDS = 20;

    private static final long SECONDS_EACH = 20;
    private static final int MOST_CALLS = 20_000;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final PrintStream out = System.out;

    private ExtenderBenchmark() {}

    /** Prints the table; arguments are numbers of nodes, all sizes by default. */
    public static void main(String[] args)
            throws IOException, InputException, MalformedRequestException, InterruptedException, ExecutionException,
                    TimeoutException {
        int[] sizes = args.length == 0
                ? SIZES
                : Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        ExtenderBenchmark benchmark = new ExtenderBenchmark();
        benchmark.out.println(
                "nodes   verb         calls   us p50   us p99   echo p50   echo p99   p50 ratio   p99 ratio");
        for (int size : sizes) {
            benchmark.measure(size);
        }
        new ExtenderRate(benchmark.vertx, benchmark.out).print();
        FullNodes.print(benchmark.out);
        benchmark.vertx.close();
    }

    private void measure(int size)
            throws IOException, InputException, InterruptedException, ExecutionException, TimeoutException {
        int echoPort = echo();
        try (RunningExtender ours = new RunningExtender(vertx, size);
                KeptConnection extender = new KeptConnection(ours.port());
                KeptConnection echo = new KeptConnection(echoPort)) {
            calls(size, extender, echo);
        }
    }

    private void calls(int size, KeptConnection extender, KeptConnection echo) throws IOException {
        byte[][] filters = new byte[ORDERS][];
        byte[][] scores = new byte[ORDERS][];
        byte[][] filterEchoes = new byte[ORDERS][];
        byte[][] scoreEchoes = new byte[ORDERS][];
        ExtenderBodies bodies = new ExtenderBodies(size);
        for (int order = 0; order < ORDERS; order++) {
            byte[] body = bodies.filter(order);
            filters[order] = KeptConnection.request("/filter", "", body);
            extender.send(filters[order]);
            filterEchoes[order] = KeptConnection.request("/echo", "X-Reply: " + extender.bodyLength() + "\r\n", body);
            byte[] second = ExtenderBodies.prioritize(order, extender.body());
            scores[order] = KeptConnection.request("/prioritize", "", second);
            extender.send(scores[order]);
            scoreEchoes[order] = KeptConnection.request("/echo", "X-Reply: " + extender.bodyLength() + "\r\n", second);
        }
        long[][] nanos = new long[4][MOST_CALLS];
        int calls = 0;
        long warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_SECONDS);
        long end = warm + TimeUnit.SECONDS.toNanos(SECONDS_EACH);
        for (int i = 0; System.nanoTime() < end && calls < MOST_CALLS; i++) {
            int order = i % ORDERS;
            nanos[0][calls] = extender.send(filters[order]);
            nanos[1][calls] = extender.send(scores[order]);
            nanos[2][calls] = echo.send(filterEchoes[order]);
            nanos[3][calls] = echo.send(scoreEchoes[order]);
            calls = System.nanoTime() < warm ? 0 : calls + 1;
        }
        print(size, "filter", Arrays.copyOf(nanos[0], calls), Arrays.copyOf(nanos[2], calls));
        print(size, "prioritize", Arrays.copyOf(nanos[1], calls), Arrays.copyOf(nanos[3], calls));
    }

    private void print(int size, String verb, long[] ours, long[] echo) {
        Arrays.sort(ours);
        Arrays.sort(echo);
        double p50 = micros(ours, 50);
        double p99 = micros(ours, 99);
        double echo50 = micros(echo, 50);
        double echo99 = micros(echo, 99);
        out.printf(
                "%-7d %-12s %5d %8.0f %8.0f %10.0f %10.0f %11.2f %11.2f%n",
                size, verb, ours.length, p50, p99, echo50, echo99, p50 / echo50, p99 / echo99);
    }

    private static double micros(long[] sorted, int percentile) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percentile / 100)] / 1e3;
    }

    /** A server that reads a body and answers with as many bytes as the request says. */
    private int echo() throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Buffer> replies = new HashMap<>();
        return vertx.createHttpServer(
                        new HttpServerOptions().setTcpNoDelay(true).setHttp2ClearTextEnabled(false))
                .requestHandler(request -> request.body()
                        .onSuccess(body -> request.response()
                                .putHeader("Content-Type", "application/json")
                                .end(replies.computeIfAbsent(
                                        request.getHeader("X-Reply"),
                                        length -> Buffer.buffer(" ".repeat(Integer.parseInt(length)))))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .actualPort();
    }
}
