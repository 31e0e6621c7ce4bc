package io.plimsoll.benchmarks;

import io.plimsoll.core.input.InputException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How many requests of filter and prioritize, in turn, the service answers a second, with 100 names each, when eight connections always
 * have one outstanding; and how often this virtual machine paused meanwhile, see {@link PauseMeter}. The client is one thread.
 */
final class ExtenderRate {

    private static final int NODES = 100;
    private static final int CONNECTIONS = 8;
    private static final int BODIES = 64;
    private static final long WARM_SECONDS = 15;
    private static final long SECONDS = 20;

    private final Vertx vertx;
    private final PrintStream out;

    ExtenderRate(Vertx vertx, PrintStream out) {
        this.vertx = vertx;
        this.out = out;
    }

    void print() throws IOException, InputException, InterruptedException, ExecutionException, TimeoutException {
        List<KeptConnection> connections = new ArrayList<>();
        try (RunningExtender ours = new RunningExtender(vertx, NODES)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(new KeptConnection(ours.port()));
            }
            byte[][] requests = requests(connections.get(0));
            rate(connections, requests, WARM_SECONDS);
            Process twin = PauseMeter.twin(SECONDS);
            PauseMeter meter = new PauseMeter(SECONDS);
            Thread measuring = new Thread(meter, "pause-meter");
            measuring.start();
            out.printf("%n%d names: %,.0f requests/s", NODES, rate(connections, requests, SECONDS));
            measuring.join();
            out.printf("; pauses over 1 ms in %d s: %s, in an idle twin %s%n", SECONDS, meter, PauseMeter.found(twin));
        } finally {
            for (KeptConnection connection : connections) {
                connection.close();
            }
        }
    }

    private static byte[][] requests(KeptConnection connection) throws IOException {
        ExtenderBodies bodies = new ExtenderBodies(NODES);
        byte[][] requests = new byte[2 * BODIES][];
        for (int i = 0; i < BODIES; i++) {
            requests[2 * i] = KeptConnection.request("/filter", "", bodies.filter(i));
            connection.send(requests[2 * i]);
            requests[2 * i + 1] =
                    KeptConnection.request("/prioritize", "", ExtenderBodies.prioritize(i, connection.body()));
        }
        return requests;
    }

    private static double rate(List<KeptConnection> connections, byte[][] requests, long seconds) throws IOException {
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        long answered = 0;
        int next = 0;
        for (KeptConnection connection : connections) {
            connection.write(requests[next++]);
        }
        while (System.nanoTime() < end) {
            for (KeptConnection connection : connections) {
                connection.read();
                connection.write(requests[next++ % requests.length]);
                answered++;
            }
        }
        double rate = answered * 1e9 / (System.nanoTime() - begin);
        for (KeptConnection connection : connections) {
            connection.read();
        }
        return rate;
    }
}
