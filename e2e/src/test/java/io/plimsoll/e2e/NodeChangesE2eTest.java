package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes are cordoned, removed and added while pods are being placed; pods of removed nodes come again, as their controllers would have it. */
@ExtendWith(SharedControlPlane.class)
class NodeChangesE2eTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 3);
    private static final int NODES = 24;
    private static final int ROUNDS = 8;
    private static final int PER_ROUND = 20;
    private static final String EXTENDER = Scene.PLAIN + """
            extenders:
            - {urlPrefix: URL, filterVerb: filter, %s nodeCacheCapable: true}
            """;

    private final Random random = new Random(SEED);
    private final List<String> open = new ArrayList<>();
    private final Set<String> cordoned = new HashSet<>();
    private int pods;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pick-one", "filter+prioritize"})
    void everyPodFindsANodeThatIsThereAndTakesPods(String mode, ControlPlane cluster) throws Exception {
        System.out.println("-Dplimsoll.seed=" + SEED);
        try (Scene scene = new Scene(cluster, folder, Shapes.nodes(NODES, "8", "32Gi"))) {
            for (Node node : Shapes.nodes(NODES, "8", "32Gi")) {
                open.add(node.getMetadata().getName());
            }
            scene.serve("--mode", mode, "--last-filter");
            scene.schedule(
                    EXTENDER.formatted(mode.equals("pick-one") ? "" : "prioritizeVerb: prioritize, weight: 121,"));
            for (int round = 0; round < ROUNDS; round++) {
                Set<String> closed = Set.copyOf(cordoned);
                List<Pod> created = new ArrayList<>();
                for (int i = 0; i < PER_ROUND; i++) {
                    created.add(Shapes.pod(
                            "pod-" + pods++,
                            List.of("250m", "500m", "1", "1500m").get(random.nextInt(4))));
                }
                // Half of them are on their way while a node is cordoned, one goes, and one comes.
                scene.create(created.subList(0, PER_ROUND / 2));
                cordon(scene);
                scene.create(created.subList(PER_ROUND / 2, PER_ROUND));
                remove(scene);
                add(scene, "late-" + round);
                settle(scene);
                for (Pod pod : created) {
                    String name = pod.getMetadata().getName();
                    String node = scene.auditor().placements().get(name);
                    assertThat(closed)
                            .as("cordoned before " + name + " was made")
                            .doesNotContain("" + node);
                }
            }
            scene.awaitBound(ROUNDS * PER_ROUND);
            scene.end();
        }
    }

    private void cordon(Scene scene) {
        String node = open.remove(random.nextInt(open.size()));
        cordoned.add(node);
        scene.client()
                .nodes()
                .withName(node)
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"spec\":{\"unschedulable\":true}}");
    }

    private void remove(Scene scene) {
        scene.client()
                .nodes()
                .withName(open.remove(random.nextInt(open.size())))
                .delete();
    }

    private void add(Scene scene, String name) throws Exception {
        for (String each : List.of(name + "-a", name + "-b")) {
            scene.create(Shapes.node(each, "zone-0", Map.of("cpu", "8", "memory", "32Gi")));
            open.add(each);
        }
    }

    /** Until every pod is on a node that is there; one that is not there any more takes its pods along, and they are made again. */
    private void settle(Scene scene) throws Exception {
        scene.await("pods on nodes that are there", () -> {
            Set<String> there = new HashSet<>(open);
            there.addAll(cordoned);
            boolean settled = true;
            for (Pod pod : scene.client().pods().inNamespace("default").list().getItems()) {
                String node = pod.getSpec().getNodeName();
                settled &= node != null && there.contains(node);
                if (node != null && !there.contains(node)) {
                    scene.client().resource(pod).withGracePeriod(0).delete();
                    Pod again = Shapes.pod(pod.getMetadata().getName(), "1");
                    again.getSpec()
                            .getContainers()
                            .get(0)
                            .setResources(pod.getSpec().getContainers().get(0).getResources());
                    scene.create(again);
                }
            }
            return settled ? true : null;
        });
    }
}
