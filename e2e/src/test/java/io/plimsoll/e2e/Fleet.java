package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Nodes of two sizes in three zones, some of them tainted, and pods of mixed shape: different sizes, node selectors, tolerations, spread
 * over zones, anti-affinity between the pods of an application, wishes for zones. All by a seed.
 */
final class Fleet {

    private static final List<String> CPU = List.of("100m", "250m", "500m", "1", "2");
    private static final List<String> MEMORY = List.of("128Mi", "512Mi", "1Gi", "3Gi");
    private static final int APPS_APART = 20;

    private final Random random;

    Fleet(long seed) {
        random = new Random(seed);
    }

    List<Node> nodes(int count) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean large = i % 4 == 0;
            Node node = Shapes.node(
                    "node-%05d".formatted(i),
                    "zone-" + i % 3,
                    Map.of("cpu", large ? "32" : "16", "memory", large ? "128Gi" : "64Gi"));
            // So many that pods that may be anywhere cannot fill them all.
            node.getMetadata().getLabels().put("disk", i % 2 == 0 ? "ssd" : "hdd");
            if (i % 10 == 9) {
                node.getSpec()
                        .setTaints(List.of(new TaintBuilder()
                                .withKey("team")
                                .withValue("data")
                                .withEffect("NoSchedule")
                                .build()));
            }
            nodes.add(node);
        }
        return nodes;
    }

    List<Pod> pods(int count) {
        List<Pod> pods = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pods.add(pod("pod-%05d".formatted(i)));
        }
        return pods;
    }

    /** Pods that differ in their names alone. */
    List<Pod> alike(int count) {
        List<Pod> pods = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Pod pod = Shapes.pod("pod-%05d".formatted(i), Map.of("cpu", "100m", "memory", "500Mi"));
            pod.getMetadata().setLabels(Map.of("app", "app"));
            pods.add(pod);
        }
        return pods;
    }

    private Pod pod(String name) {
        String app = "app-" + random.nextInt(60);
        Pod pod = Shapes.pod(
                name,
                Map.of(
                        "cpu",
                        CPU.get(random.nextInt(CPU.size())),
                        "memory",
                        MEMORY.get(random.nextInt(MEMORY.size()))));
        pod.getMetadata().setLabels(Map.of("app", app));
        shape(pod, app, random.nextInt(10));
        return pod;
    }

    private static void shape(Pod pod, String app, int shape) {
        var spec = pod.getSpec();
        if (shape == 0) {
            spec.setNodeSelector(Map.of("disk", "ssd"));
        } else if (shape == 1) {
            spec.setTolerations(List.of(new TolerationBuilder()
                    .withKey("team")
                    .withOperator("Exists")
                    .withEffect("NoSchedule")
                    .build()));
        } else if (shape == 2) {
            spec.setTopologySpreadConstraints(List.of(new TopologySpreadConstraintBuilder()
                    .withMaxSkew(3)
                    .withTopologyKey(Shapes.ZONE)
                    .withWhenUnsatisfiable("DoNotSchedule")
                    .withNewLabelSelector()
                    .addToMatchLabels("app", app)
                    .endLabelSelector()
                    .build()));
        } else if (shape == 3 && Integer.parseInt(app.substring(4)) < APPS_APART) {
            spec.setAffinity(new AffinityBuilder()
                    .withNewPodAntiAffinity()
                    .addNewRequiredDuringSchedulingIgnoredDuringExecution()
                    .withTopologyKey(Shapes.HOST)
                    .withNewLabelSelector()
                    .addToMatchLabels("app", app)
                    .endLabelSelector()
                    .endRequiredDuringSchedulingIgnoredDuringExecution()
                    .endPodAntiAffinity()
                    .build());
        } else if (shape == 4) {
            spec.setAffinity(new AffinityBuilder()
                    .withNewNodeAffinity()
                    .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                    .withWeight(10)
                    .withNewPreference()
                    .addNewMatchExpression()
                    .withKey(Shapes.ZONE)
                    .withOperator("In")
                    .withValues("zone-1")
                    .endMatchExpression()
                    .endPreference()
                    .endPreferredDuringSchedulingIgnoredDuringExecution()
                    .endNodeAffinity()
                    .build());
        }
    }

    /** Creates objects in this order, or, on several threads, about in this order. */
    static void create(KubernetesClient client, List<? extends HasMetadata> objects, int threads) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<HasMetadata>> calls = new ArrayList<>();
            for (HasMetadata object : objects) {
                calls.add(() -> client.resource(object).create());
            }
            for (Future<HasMetadata> created : executor.invokeAll(calls)) {
                created.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
