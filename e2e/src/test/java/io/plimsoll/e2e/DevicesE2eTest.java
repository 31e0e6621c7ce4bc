package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares of GPUs and whole ones, bound by the extender, which ends in between and knows them again. */
@ExtendWith(SharedControlPlane.class)
class DevicesE2eTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 5);
    private static final int NODES = 6;
    private static final int GPUS = 4;
    private static final int PODS = 40;
    private static final List<Integer> SHARES = List.of(200, 250, 300, 400, 500, 600, 700);
    private static final String EXTENDER = Scene.PLAIN + """
            extenders:
            - urlPrefix: URL
              filterVerb: filter
              %s
              nodeCacheCapable: true
            - urlPrefix: URL/
              bindVerb: bind
              nodeCacheCapable: true
              managedResources:
              - {name: alibabacloud.com/gpu-milli, ignoredByScheduler: true}
              - {name: alibabacloud.com/gpu-count, ignoredByScheduler: true}
            """;

    @TempDir
    private Path folder;

    private static List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            Node node = Shapes.node(
                    "gpu-" + i, "zone-" + i % 3, Map.of("cpu", "64", "memory", "256Gi", Demand.COUNT, "" + GPUS));
            node.getMetadata().getLabels().put("alibabacloud.com/gpu-card-model", i % 2 == 0 ? "T4" : "A10");
            nodes.add(node);
        }
        return nodes;
    }

    private static Pod pod(String name, String resource, int amount) {
        Pod pod = Shapes.pod(name, Map.of("cpu", "1", "memory", "1Gi", resource, String.valueOf(amount)));
        // What the API server asks of such resources.
        pod.getSpec()
                .getContainers()
                .get(0)
                .getResources()
                .setLimits(Shapes.quantities(Map.of(resource, String.valueOf(amount))));
        return pod;
    }

    private static List<Pod> pods(String prefix, Random random) {
        List<Pod> pods = new ArrayList<>();
        for (int i = 0; i < PODS / 2; i++) {
            pods.add(
                    random.nextInt(8) == 0
                            ? pod(prefix + i, Demand.COUNT, 1 + random.nextInt(2))
                            : pod(prefix + i, Demand.MILLI, SHARES.get(random.nextInt(SHARES.size()))));
        }
        return pods;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pick-one", "filter+prioritize"})
    void noGpuIsGivenTwiceAndTheirIndexesAreKnownAgainAfterARestart(String mode, ControlPlane cluster)
            throws Exception {
        System.out.println("-Dplimsoll.seed=" + SEED);
        Random random = new Random(SEED);
        String prioritize = mode.equals("pick-one") ? "" : "prioritizeVerb: prioritize\n  weight: 121";
        try (Scene scene = new Scene(cluster, folder, nodes())) {
            String configuration = EXTENDER.formatted(prioritize);
            Path file = Files.writeString(
                    folder.resolve("scheduler.yaml"),
                    "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n"
                            + configuration.replace("URL", "http://127.0.0.1:1"));
            String[] options = {"--mode", mode, "--policy", "fgd", "--config", file.toString()};
            scene.serve(options);
            scene.schedule(configuration);
            scene.create(pods("first-", random));
            scene.awaitBound(PODS / 2);
            scene.awaitMetric("bound_pods_total", PODS / 2);
            scene.extender().kill();
            scene.serve(options);
            scene.create(pods("second-", random));
            scene.awaitBound(PODS);
            Map<String, Integer> rest = rest(scene);
            for (int filled = 1; rest.containsValue(1_000); filled++) {
                scene.create(pod("filler-" + filled, Demand.MILLI, 950));
                scene.awaitBound(PODS + filled);
                rest = rest(scene);
            }
            // What is left is known to the thousandth: a share as large as the most that a GPU has left fits, a larger
            // one does not.
            int most = rest.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            assertThat(most).isBetween(1, 999);
            scene.create(pod("too-much", Demand.MILLI, most + 1));
            scene.awaitRefusal("too-much", NODES + " Insufficient devices");
            scene.create(pod("just", Demand.MILLI, most));
            String node = scene.awaitNode("just");
            assertThat(rest).containsEntry(node + " " + index(scene, "just"), most);
            scene.client()
                    .pods()
                    .inNamespace("default")
                    .withName("too-much")
                    .withGracePeriod(0)
                    .delete();
            scene.end();
        }
    }

    private static String index(Scene scene, String name) {
        Pod pod = scene.pod(name);
        return pod == null ? "" : pod.getMetadata().getAnnotations().getOrDefault(Demand.INDEX, "");
    }

    /** By node and index: the thousandths that annotations and requests leave of each GPU. */
    private static Map<String, Integer> rest(Scene scene) {
        Map<String, Integer> rest = new TreeMap<>();
        for (int i = 0; i < NODES; i++) {
            for (int gpu = 0; gpu < GPUS; gpu++) {
                rest.put("gpu-" + i + " " + gpu, 1_000);
            }
        }
        for (Pod pod : scene.client().pods().inNamespace("default").list().getItems()) {
            List<String> gpus = new ArrayList<>();
            Demand.of(pod).forEach((name, amount) -> {
                if (name.startsWith("gpu ")) {
                    gpus.add(name);
                    rest.merge(pod.getSpec().getNodeName() + name.substring(3), -amount.intValue(), Integer::sum);
                }
            });
            assertThat(gpus).as(pod.getMetadata().getName()).isNotEmpty();
        }
        return rest;
    }
}
