package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pods come and go and nodes are cordoned for 3 minutes, with {@code -Dplimsoll.long=true} for 30. What the extender needs must not grow
 * with what has been: the live heap after a collection and the 99th percentile of filter's time are compared between the first third and
 * the last.
 */
class ChurnE2eTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 13);
    private static final int MINUTES =
            Integer.getInteger("plimsoll.minutes", Boolean.getBoolean("plimsoll.long") ? 30 : 3);
    private static final int NODES = 100;
    private static final int PODS = 1_000;
    /** Compiled code, indexes of all classes and buffers are there after this. */
    private static final int WARM_SECONDS = 30;

    private static final int STEP_MILLIS = 100;
    private static final int PODS_PER_STEP = 2;
    private static final int STEPS_PER_CORDON = 5;
    private static final long DISK_LIMIT = 8L << 20;
    /** What is being written beside what the limit is about: a segment, the one before as it is put together, and a beginning. */
    private static final long DISK_UNDER_WAY = 2L << 20;
    /** A leak of this much for each pod that came would be found; so would one of a hold, a name, a class, a label. */
    private static final long LEAK_BYTES_PER_POD = 500;

    /** Work that grows with what has been would show in all questions; a few of them wait for whatever else runs on the machine. */
    private static final double P50_FACTOR = 1.5;

    private static final double P50_MILLIS = 0.2;
    private static final double P99_FACTOR = 2;
    private static final double P99_MILLIS = 2;
    private static final String SCHEDULER = """
            percentageOfNodesToScore: 100
            podMaxBackoffSeconds: 2
            extenders: [{urlPrefix: "http://127.0.0.1:%d", nodeCacheCapable: true, httpTimeout: 5s, filterVerb: filter}]
            """;

    @TempDir
    private Path folder;

    private long largestDisk;

    /** What the extender needed in a third. */
    private record Third(long filters, double p50Millis, double p99Millis, long heapBytes, double cpuMicrosPerFilter) {}

    @Test
    void whatIsOverLeavesNothingBehind() throws Exception {
        System.out.println("seed " + SEED + ", " + MINUTES + " min");
        try (ControlPlane cluster = ControlPlane.start(folder)) {
            List<Node> nodes = new Fleet(SEED).nodes(NODES);
            Fleet.create(cluster.admin(), nodes, 8);
            Files.writeString(folder.resolve("token"), Questions.TOKEN);
            try (KubernetesClient watching = cluster.client();
                    FakeKubelets kubelets = new FakeKubelets(watching);
                    Auditor auditor = new Auditor(watching);
                    Extender extender = extender(cluster);
                    Churn churn = new Churn(cluster.admin(), nodes, SEED)) {
                cluster.startScheduler(SCHEDULER.formatted(extender.port()));
                Fleet.create(cluster.admin(), churn.make(PODS), 4);
                churn(churn, WARM_SECONDS);
                List<Third> thirds = new ArrayList<>();
                int madeInFirst = 0;
                for (int i = 0; i < 3; i++) {
                    thirds.add(third(extender, churn));
                    madeInFirst = i == 0 ? churn.made() : madeInFirst;
                }
                churn.end();
                settle(churn, auditor, extender.questions(), cluster.admin());
                kubelets.mustBeAlive();
                isFlat(thirds, churn.made() - madeInFirst);
            }
        }
    }

    private Extender extender(ControlPlane cluster) throws Exception {
        return Extender.start(
                cluster,
                folder.resolve("extender.log"),
                "--mode",
                "pick-one",
                "--recording",
                folder.resolve("recording").toString(),
                "--recording-limit",
                Long.toString(DISK_LIMIT),
                "--admin",
                "127.0.0.1:0",
                "--admin-token",
                folder.resolve("token").toString());
    }

    private void churn(Churn churn, int seconds) throws Exception {
        long begin = System.nanoTime();
        long end = begin + Duration.ofSeconds(seconds).toNanos();
        for (int step = 1; System.nanoTime() < end; step++) {
            churn.replace(PODS_PER_STEP);
            if (step % STEPS_PER_CORDON == 0) {
                churn.cordon();
                largestDisk = Math.max(largestDisk, bytesIn(folder.resolve("recording")));
            }
            long due = begin + Duration.ofMillis((long) step * STEP_MILLIS).toNanos();
            Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
        }
    }

    private Third third(Extender extender, Churn churn) throws Exception {
        Map<String, Double> before = extender.questions().metrics();
        long cpu = cpuMicros(extender);
        churn(churn, MINUTES * 20);
        Map<String, Double> after = extender.questions().metrics();
        long filters = (long) (count(after, "+Inf") - count(before, "+Inf"));
        Third third = new Third(
                filters,
                quantile(before, after, 0.50),
                quantile(before, after, 0.99),
                liveBytes(extender),
                (cpuMicros(extender) - cpu) / (double) filters);
        System.out.printf(
                "%d filter calls, p50 %.3f ms, p99 %.3f ms, %.0f us of CPU each, %.1f MiB live, %.1f MiB on the disk at most%n",
                third.filters(),
                third.p50Millis(),
                third.p99Millis(),
                third.cpuMicrosPerFilter(),
                third.heapBytes() / 1_048_576.0,
                largestDisk / 1_048_576.0);
        return third;
    }

    private static void settle(Churn churn, Auditor auditor, Questions questions, KubernetesClient api)
            throws Exception {
        Waiting.until("all pods bound", 60_000, () -> auditor.bound() == churn.alive());
        Waiting.until("no differences", 10_000, () -> questions.differences(api).isEmpty());
        assertThat(auditor.violations()).as("overcommits").isEmpty();
        Map<String, Double> metrics = questions.metrics();
        for (String name : List.of(
                "late_bindings_total",
                "requests_late_total",
                "requests_shed_total",
                "recording_lost_entries_total",
                "recording_failures_total")) {
            assertThat(metrics.get(name)).as(name).isZero();
        }
    }

    private void isFlat(List<Third> thirds, int made) {
        Third first = thirds.get(0);
        Third last = thirds.get(2);
        System.out.printf(
                "after %d more pods: heap %+d KiB, %.0f bytes a pod; p99 %.3f -> %.3f ms%n",
                made,
                (last.heapBytes() - first.heapBytes()) / 1024,
                (last.heapBytes() - first.heapBytes()) / (double) made,
                first.p99Millis(),
                last.p99Millis());
        assertThat(last.heapBytes() - first.heapBytes()).as("live heap").isLessThan(LEAK_BYTES_PER_POD * made);
        assertThat(last.p50Millis()).as("p50 of filter").isLessThan(first.p50Millis() * P50_FACTOR + P50_MILLIS);
        assertThat(last.p99Millis()).as("p99 of filter").isLessThan(first.p99Millis() * P99_FACTOR + P99_MILLIS);
        assertThat(largestDisk).as("bytes of the recording").isLessThan(DISK_LIMIT + DISK_UNDER_WAY);
    }

    /** Bytes of objects that are reachable: a histogram of them begins with a full collection, and ends with their sum. */
    private static long liveBytes(Extender extender) throws Exception {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(extender.pid()),
                        "GC.class_histogram")
                .start();
        String printed = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).isZero();
        String[] total = printed.strip()
                .lines()
                .reduce((before, line) -> line)
                .orElse("")
                .strip()
                .split("\\s+", -1);
        assertThat(total[0]).isEqualTo("Total");
        return Long.parseLong(total[2]);
    }

    private static long cpuMicros(Extender extender) {
        return ProcessHandle.of(extender.pid())
                        .flatMap(process -> process.info().totalCpuDuration())
                        .map(Duration::toNanos)
                        .orElse(0L)
                / 1_000;
    }

    private static double count(Map<String, Double> metrics, String bound) {
        return metrics.getOrDefault("request_duration_seconds_bucket{verb=\"filter\",le=\"" + bound + "\"}", 0.0);
    }

    /** As Prometheus' histogram_quantile does: straight between the bounds of a bucket. */
    private static double quantile(Map<String, Double> before, Map<String, Double> after, double quantile) {
        TreeMap<Double, Double> counts = new TreeMap<>();
        for (String name : after.keySet()) {
            if (name.startsWith("request_duration_seconds_bucket{verb=\"filter\",le=\"") && !name.contains("+Inf")) {
                String bound = name.substring(name.indexOf("le=\"") + 4, name.lastIndexOf('"'));
                counts.put(Double.valueOf(bound), count(after, bound) - count(before, bound));
            }
        }
        double wanted = quantile * (count(after, "+Inf") - count(before, "+Inf"));
        double below = 0;
        double bound = 0;
        for (Map.Entry<Double, Double> bucket : counts.entrySet()) {
            if (bucket.getValue() >= wanted && bucket.getValue() > below) {
                double part = (wanted - below) / (bucket.getValue() - below);
                return 1_000 * (bound + (bucket.getKey() - bound) * part);
            }
            below = bucket.getValue();
            bound = bucket.getKey();
        }
        return 1_000 * bound;
    }

    /** Files come and go meanwhile. */
    private static long bytesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> {
                        try {
                            return Files.size(file);
                        } catch (NoSuchFileException e) {
                            return 0;
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .sum();
        }
    }
}
