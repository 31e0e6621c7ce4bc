package io.plimsoll.benchmarks;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.core.input.InputException;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.record.DecisionSettings;
import io.plimsoll.extender.record.RecordingOptions;
import io.plimsoll.extender.server.ExtenderService;
import io.plimsoll.extender.server.ServiceOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the extender keeps of a cluster in memory: the heap that is in use after collections, less what was in use before, once the
 * service has listed everything; by itself, and with a recording, whose follower keeps a second cluster and the trimmed objects. The
 * API server is in this process and makes its objects when it is asked, pods of a few kilobytes as a cluster has them.
 */
public final class ExtenderMemoryBenchmark {

    private static final int NODES = 5_000;
    private static final int PODS = 150_000;
    private static final int FEW = 100;
    private static final int COLLECTIONS = 4;
    private static final long MOST_SECONDS = 600;
    private static final double MILLION = 1e6;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final PrintStream out = System.out;

    private ExtenderMemoryBenchmark() {}

    /** Prints the table; arguments are the numbers of nodes and pods. */
    public static void main(String[] args)
            throws IOException, InputException, InterruptedException, ExecutionException, TimeoutException {
        int nodes = args.length == 0 ? NODES : Integer.parseInt(args[0]);
        int pods = args.length < 2 ? PODS : Integer.parseInt(args[1]);
        ExtenderMemoryBenchmark benchmark = new ExtenderMemoryBenchmark();
        benchmark.out.printf("a pod of the API server has %d bytes of JSON%n", NodesApi.podBytes());
        benchmark.out.println("nodes   pods      keeps                      heap MB   bytes per pod   ready after s");
        // What any cluster needs once: classes, caches of the client.
        benchmark.measure(FEW, FEW, "", null);
        benchmark.measure(nodes, pods, "what rules read", null);
        Path folder = Files.createTempDirectory("plimsoll-memory");
        try {
            benchmark.measure(nodes, pods, "and objects, to record", RecordingOptions.in(folder));
        } finally {
            try (var files = Files.list(folder)) {
                files.forEach(file -> file.toFile().delete());
            }
            Files.delete(folder);
        }
        benchmark.vertx.close();
    }

    private void measure(int nodes, int pods, String keeps, @Nullable RecordingOptions recording)
            throws IOException, InputException, InterruptedException, ExecutionException, TimeoutException {
        NodesApi api = new NodesApi(vertx, nodes, pods);
        AnswerOptions answers = new AnswerOptions(Mode.PICK_ONE, true, TimeUnit.MINUTES.toMillis(11));
        DecisionSettings settings = new DecisionSettings(answers, "best-fit", Map.of(), null);
        ServiceOptions options = new ServiceOptions("127.0.0.1", 0, settings.profiles(), answers, null)
                .with(settings)
                .with(recording, null);
        long before = heap();
        long begin = System.nanoTime();
        try (KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(api.config()).build();
                ExtenderService service = new ExtenderService(options, client)) {
            service.start();
            while (!service.ready() || !service.isFollowed()) {
                Thread.sleep(20);
                if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
                    throw new TimeoutException("The service must be ready within " + MOST_SECONDS + " s.");
                }
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            long used = heap() - before;
            if (keeps.isEmpty()) {
                return;
            }
            out.printf(
                    "%-7d %-9d %-26s %7.0f   %13d   %13.1f%n",
                    nodes, pods, keeps, used / MILLION, used / pods, seconds);
        }
    }

    /** Bytes of the heap that are in use once nothing more can be collected. */
    private static long heap() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
