package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many pods a second a stock kube-scheduler binds by itself, with an extender that does nothing, and with ours: in turn, each time
 * on a new control plane and after a {@link WarmUp}, {@code -Dplimsoll.e2e.rounds} times. Ratios are those of runs of one round; the interval is that of
 * Student's t for the mean of their logarithms. Not part of the suite, because its figures need the machine for themselves: {@code
 * -Dtest=ThroughputStudy}.
 */
class ThroughputStudy {

    private static final int ROUNDS = Integer.getInteger("plimsoll.e2e.rounds", 5);
    private static final int NODES = Integer.getInteger("plimsoll.e2e.nodes", 1_000);
    private static final int PODS = Integer.getInteger("plimsoll.e2e.pods", 6_000);
    private static final int WARM_SECONDS = Integer.getInteger("plimsoll.e2e.warm", 30);
    private static final long MOST_SECONDS = 300;
    /** Student's t at 97.5 % by degrees of freedom. */
    private static final double[] STUDENT = {Double.NaN, 12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262};

    private static final String ALONE = "alone";
    private static final String ECHO = "echo, two verbs";
    private static final String SCORED = "filter+prioritize";
    private static final String PICK_ONE = "pick-one";
    private static final List<String> TWO_VERBS = List.of("filter", "prioritize");
    private static final String BOTH_VERBS = "filterVerb: filter, prioritizeVerb: prioritize, weight: 1";

    @TempDir
    private Path folder;

    @Test
    void podsPerSecondOfKubeSchedulerByItselfAndWithExtenders() throws Exception {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String name : List.of(ALONE, ECHO, SCORED, PICK_ONE)) {
                double rate = run(name, Files.createDirectory(folder.resolve(round + name.substring(0, 4))));
                rates.computeIfAbsent(name, first -> new ArrayList<>()).add(rate);
                System.out.printf("round %d, %s: %.0f pods/s%n", round + 1, name, rate);
            }
        }
        System.out.printf("%d nodes, %d pods, %d rounds%n", NODES, PODS, ROUNDS);
        List<Double> echo = rates.getOrDefault(ECHO, List.of());
        rates.forEach((name, each) -> System.out.printf(
                "%-18s %5.0f pods/s   of echo's: %s%n",
                name, each.stream().mapToDouble(rate -> rate).average().orElse(0), ratio(each, echo)));
    }

    private static double run(String name, Path own) throws Exception {
        try (ControlPlane cluster = ControlPlane.start(own)) {
            Fleet fleet = new Fleet(1);
            List<Node> nodes = fleet.nodes(NODES);
            Fleet.create(cluster.admin(), nodes, 8);
            Fleet.create(cluster.admin(), fleet.alike(PODS), 8);
            try (KubernetesClient watching = cluster.client();
                    Auditor auditor = new Auditor(watching)) {
                return switch (name) {
                    case ALONE -> rate(cluster, auditor, "");
                    case ECHO -> {
                        try (EchoExtender echo = new EchoExtender()) {
                            WarmUp.of(echo.port(), names(nodes), TWO_VERBS, WARM_SECONDS);
                            yield rate(cluster, auditor, extender(echo.port(), BOTH_VERBS));
                        }
                    }
                    case SCORED -> {
                        try (Extender ours = Extender.start(
                                cluster, own.resolve("extender.log"), "--mode", "filter+prioritize", "--last-filter")) {
                            WarmUp.of(ours.port(), names(nodes), TWO_VERBS, WARM_SECONDS);
                            yield rate(cluster, auditor, extender(ours.port(), BOTH_VERBS));
                        }
                    }
                    default -> {
                        try (Extender ours = Extender.start(
                                cluster, own.resolve("extender.log"), "--mode", "pick-one", "--last-filter")) {
                            WarmUp.of(ours.port(), names(nodes), List.of("filter"), WARM_SECONDS);
                            yield rate(cluster, auditor, extender(ours.port(), "filterVerb: filter"));
                        }
                    }
                };
            }
        }
    }

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(node -> node.getMetadata().getName()).toList();
    }

    private static String extender(int port, String verbs) {
        return "extenders: [{urlPrefix: \"http://127.0.0.1:" + port + "\", nodeCacheCapable: true, httpTimeout: 5s, "
                + verbs + "}]\n";
    }

    /** From half of the pods to the last: how processes start, and compile themselves, is not what is asked about. */
    private static double rate(ControlPlane cluster, Auditor auditor, String configuration) throws Exception {
        cluster.startScheduler(configuration);
        long begin = System.nanoTime();
        int first = PODS / 2;
        while (auditor.bound() < first && System.nanoTime() - begin < MOST_SECONDS * 1_000_000_000L) {
            Thread.sleep(5);
        }
        int from = auditor.bound();
        long at = System.nanoTime();
        while (auditor.bound() < PODS && System.nanoTime() - begin < MOST_SECONDS * 1_000_000_000L) {
            Thread.sleep(5);
        }
        long nanos = System.nanoTime() - at;
        cluster.stopScheduler();
        assertThat(auditor.bound()).isEqualTo(PODS);
        assertThat(auditor.violations()).isEmpty();
        return (PODS - from) * 1e9 / nanos;
    }

    private static String ratio(List<Double> rates, List<Double> to) {
        int n = rates.size();
        double[] logs = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            logs[i] = Math.log(rates.get(i) / to.get(i));
            mean += logs[i] / n;
        }
        double squares = 0;
        for (double log : logs) {
            squares += (log - mean) * (log - mean);
        }
        if (n < 2 || n > STUDENT.length) {
            return "%.2f".formatted(Math.exp(mean));
        }
        double half = STUDENT[n - 1] * Math.sqrt(squares / (n - 1) / n);
        return "%.2f (%.2f to %.2f)".formatted(Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half));
    }
}
