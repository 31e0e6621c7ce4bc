package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 3,000 pods of mixed shape come to 200 nodes by a stock kube-scheduler with our extender. {@code -Dplimsoll.e2e.bin} names the folder of
 * {@code e2e/control-plane/build.sh}; {@code -Dplimsoll.e2e.nodes} and {@code -Dplimsoll.e2e.pods} make it smaller.
 */
class PlacementE2eTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 7);
    private static final int NODES = Integer.getInteger("plimsoll.e2e.nodes", 200);
    private static final int PODS = Integer.getInteger("plimsoll.e2e.pods", 3_000);
    private static final int BOUND_SECONDS = 300;
    private static final int STILL_SECONDS = 20;
    /** By how many nodes two runs may differ that draw among equals. */
    /** One node more for every so many. */
    private static final int DRAWN = 10;

    private static final String PLAIN = "percentageOfNodesToScore: 100\n";
    private static final String MOST_ALLOCATED = """
            percentageOfNodesToScore: 100
            profiles:
            - schedulerName: default-scheduler
              pluginConfig:
              - name: NodeResourcesFit
                args:
                  scoringStrategy: {type: MostAllocated, resources: [{name: cpu, weight: 1}, {name: memory, weight: 1}]}
            """;

    private final JsonMapper mapper = JsonMapper.shared();

    @TempDir
    private Path folder;

    /** What came of one run. */
    private record Outcome(Map<String, String> placements, List<WireTap.Call> calls, long millis) {

        int nodesUsed() {
            return new HashSet<>(placements.values()).size();
        }
    }

    @Test
    void everyPodIsBoundWhereTheCoreWouldPutItOnNoMoreNodesThanKubeSchedulerUses() throws Exception {
        Outcome pickOne = run(
                "pick-one",
                extender("filterVerb: filter"),
                "--mode",
                "pick-one",
                "--last-filter",
                "--policy",
                CoreReplay.POLICY);
        Outcome scored = run(
                "prioritize",
                extender("filterVerb: filter, prioritizeVerb: prioritize, weight: 121"),
                "--mode",
                "filter+prioritize",
                "--policy",
                "most-allocated");
        Outcome plain = run("plain", PLAIN);
        Outcome mostAllocated = run("most-allocated", MOST_ALLOCATED);

        everyPickEqualsTheCores(pickOne);
        everyChosenNodeIsAmongTheBest(scored);
        int bound = bound();
        System.out.printf(
                "nodes used by %d pods: pick-one %d, filter+prioritize %d, kube-scheduler %d, MostAllocated %d, at least %d%n",
                PODS, pickOne.nodesUsed(), scored.nodesUsed(), plain.nodesUsed(), mostAllocated.nodesUsed(), bound);
        assertThat(pickOne.nodesUsed()).isBetween(bound, Math.min(plain.nodesUsed(), mostAllocated.nodesUsed()));
        // The same policy as kube-scheduler's own; but the eleven scores of an extender tell fewer nodes apart than its
        // hundred and one, and among equals kube-scheduler draws.
        int most = mostAllocated.nodesUsed();
        assertThat(scored.nodesUsed()).isBetween(bound, Math.min(plain.nodesUsed(), most + most / DRAWN));
    }

    /** A run of its own on a control plane of its own; without options no extender is asked. */
    private Outcome run(String name, String configuration, String... options) throws Exception {
        Path own = Files.createDirectory(folder.resolve(name));
        try (ControlPlane cluster = ControlPlane.start(own)) {
            Fleet fleet = new Fleet(SEED);
            Fleet.create(cluster.admin(), fleet.nodes(NODES), 8);
            Fleet.create(cluster.admin(), fleet.pods(PODS), 8);
            try (KubernetesClient watching = cluster.client();
                    FakeKubelets kubelets = new FakeKubelets(watching);
                    Auditor auditor = new Auditor(watching)) {
                long begin = System.nanoTime();
                Outcome outcome;
                if (options.length == 0) {
                    cluster.startScheduler(configuration);
                    awaitBound(auditor, begin);
                    outcome = new Outcome(auditor.placements(), List.of(), (System.nanoTime() - begin) / 1_000_000);
                } else {
                    outcome = runWithExtender(cluster, own, auditor, configuration, options);
                }
                kubelets.mustBeAlive();
                assertThat(auditor.violations()).as("overcommits, " + name).isEmpty();
                assertThat(auditor.bound())
                        .as("pods bound, " + name + "; others: " + why(watching))
                        .isEqualTo(PODS);
                System.out.printf(
                        "%s: %d pods bound in %d ms, %d events audited%n",
                        name, auditor.bound(), outcome.millis(), auditor.events());
                return outcome;
            }
        }
    }

    /** How often kube-scheduler says what of the pods that it has not bound. */
    private static Map<String, Long> why(KubernetesClient client) {
        return client.pods().inAnyNamespace().list().getItems().stream()
                .filter(pod -> pod.getSpec().getNodeName() == null)
                .flatMap(pod -> pod.getStatus().getConditions().stream())
                .collect(Collectors.groupingBy(condition -> condition.getMessage() + "", Collectors.counting()));
    }

    private static Outcome runWithExtender(
            ControlPlane cluster, Path own, Auditor auditor, String configuration, String... options) throws Exception {
        try (Extender extender = Extender.start(cluster, own.resolve("extender.log"), options);
                WireTap tap = new WireTap(extender.port())) {
            long begin = System.nanoTime();
            cluster.startScheduler(configuration.formatted(tap.port()));
            awaitBound(auditor, begin);
            Outcome outcome = new Outcome(auditor.placements(), tap.calls(), (System.nanoTime() - begin) / 1_000_000);
            cluster.stopScheduler();
            assertThat(extender.end()).as("exit code after SIGTERM").isZero();
            assertThat(extender.output()).doesNotContain("ERROR");
            assertThat(outcome.calls())
                    .allSatisfy(call -> assertThat(call.status()).isEqualTo(200));
            print(outcome.calls(), "filter");
            print(outcome.calls(), "prioritize");
            return outcome;
        }
    }

    private static String extender(String verbs) {
        return PLAIN + "extenders: [{urlPrefix: \"http://127.0.0.1:%d\", nodeCacheCapable: true, httpTimeout: 5s, "
                + verbs + "}]\n";
    }

    /** Until all are, or nothing has changed for a while. */
    private static void awaitBound(Auditor auditor, long begin) throws InterruptedException {
        int before = -1;
        long changed = System.nanoTime();
        while (auditor.bound() < PODS
                && System.nanoTime() - begin < BOUND_SECONDS * 1_000_000_000L
                && System.nanoTime() - changed < STILL_SECONDS * 1_000_000_000L) {
            Thread.sleep(100);
            if (auditor.bound() != before) {
                before = auditor.bound();
                changed = System.nanoTime();
            }
        }
    }

    /** The same pods in the same order, decided by the core alone, which sees all nodes. */
    private void everyPickEqualsTheCores(Outcome outcome) {
        CoreReplay core = new CoreReplay(new Fleet(SEED).nodes(NODES));
        int decided = 0;
        for (WireTap.Call call : outcome.calls()) {
            JsonNode request = mapper.readTree(call.request());
            JsonNode names = mapper.readTree(call.reply()).get("NodeNames");
            Pod pod = mapper.treeToValue(request.get("Pod"), Pod.class);
            @Nullable String node = core.decide(pod);
            assertThat(names).as("answer for " + pod.getMetadata().getName()).hasSize(node == null ? 0 : 1);
            if (node != null) {
                assertThat(names.get(0).asString())
                        .as("node for " + pod.getMetadata().getName())
                        .isEqualTo(node);
                assertThat(outcome.placements().get(pod.getMetadata().getName()))
                        .as("binding of " + pod.getMetadata().getName())
                        .isEqualTo(node);
                decided++;
            }
        }
        assertThat(decided).isEqualTo(PODS);
    }

    private void everyChosenNodeIsAmongTheBest(Outcome outcome) {
        Map<String, Set<String>> best = new HashMap<>();
        for (WireTap.Call call : outcome.calls()) {
            String pod =
                    mapper.readTree(call.request()).at("/Pod/metadata/name").asString();
            JsonNode reply = mapper.readTree(call.reply());
            Set<String> nodes = new HashSet<>();
            if (call.verb().equals("filter")) {
                reply.get("NodeNames").forEach(node -> nodes.add(node.asString()));
            } else {
                for (JsonNode score : reply) {
                    assertThat(score.get("Score").asLong()).isBetween(0L, 10L);
                    if (score.get("Score").asLong() == 10) {
                        nodes.add(score.get("Host").asString());
                    }
                }
                assertThat(nodes).as("best nodes for " + pod).isNotEmpty();
            }
            best.put(pod, nodes);
        }
        outcome.placements()
                .forEach((pod, node) -> assertThat(best.getOrDefault(pod, Set.of()))
                        .as("best nodes for " + pod)
                        .contains(node));
    }

    /** What the largest nodes would need for all that is requested, each resource by itself. */
    private static int bound() {
        List<Node> nodes = new Fleet(SEED).nodes(NODES);
        int most = 0;
        for (String resource : List.of("cpu", "memory")) {
            BigDecimal[] capacities = nodes.stream()
                    .map(node -> amount(node.getStatus().getAllocatable(), resource))
                    .sorted(Comparator.reverseOrder())
                    .toArray(BigDecimal[]::new);
            BigDecimal rest = BigDecimal.ZERO;
            for (Pod pod : new Fleet(SEED).pods(PODS)) {
                rest = rest.add(amount(
                        pod.getSpec().getContainers().get(0).getResources().getRequests(), resource));
            }
            int needed = 0;
            while (rest.signum() > 0) {
                rest = rest.subtract(capacities[needed++]);
            }
            most = Math.max(most, needed);
        }
        return most;
    }

    private static BigDecimal amount(Map<String, Quantity> amounts, String resource) {
        return Objects.requireNonNull(amounts.get(resource)).getNumericalAmount();
    }

    private static void print(List<WireTap.Call> calls, String verb) {
        long[] micros = calls.stream()
                .filter(call -> call.verb().equals(verb))
                .mapToLong(WireTap.Call::micros)
                .sorted()
                .toArray();
        if (micros.length > 0) {
            System.out.printf(
                    "%s: %d calls, p50 %d us, p99 %d us%n",
                    verb, micros.length, micros[micros.length / 2], micros[micros.length * 99 / 100]);
        }
    }
}
