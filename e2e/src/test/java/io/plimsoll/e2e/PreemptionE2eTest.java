package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stock kube-scheduler preempts through our preempt verb: four nodes of 4 CPU, full of pods that others may take the place of. */
@ExtendWith(SharedControlPlane.class)
class PreemptionE2eTest {

    private static final int NODES = 4;
    private static final int PER_NODE = 4;
    private static final String EXTENDER = Scene.PLAIN + """
            extenders:
            - urlPrefix: URL
              filterVerb: filter
              preemptVerb: preempt
              nodeCacheCapable: true
            """;

    private final JsonMapper mapper = JsonMapper.shared();

    @TempDir
    private Path folder;

    private static PriorityClass priority(String name, int value, String policy) {
        return new PriorityClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withValue(value)
                .withPreemptionPolicy(policy)
                .build();
    }

    private static Pod pod(String name, String cpu, String priority) {
        Pod pod = Shapes.pod(name, cpu);
        pod.getSpec().setPriorityClassName(priority);
        return pod;
    }

    /** Nodes that are full: pod {@code low-N-I} of application {@code app-N} on {@code node-0N}. */
    private Scene full(ControlPlane cluster) throws Exception {
        Scene scene = new Scene(cluster, folder, Shapes.nodes(NODES, "4", "8Gi"));
        scene.create(List.of(
                priority("low", 10, "Never"),
                priority("high", 1_000, "PreemptLowerPriority"),
                priority("higher", 2_000, "Never")));
        List<Pod> pods = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            for (int i = 0; i < PER_NODE; i++) {
                Pod low = pod("low-" + node + "-" + i, "1", "low");
                low.getMetadata().setLabels(Map.of("app", "app-" + node));
                low.getSpec().setNodeSelector(Map.of(Shapes.HOST, "node-0" + node));
                pods.add(low);
            }
        }
        scene.create(pods);
        scene.serve("--mode", "pick-one", "--last-filter");
        scene.schedule(EXTENDER);
        scene.awaitBound(NODES * PER_NODE);
        return scene;
    }

    /** A budget of the pods of a node; who may go is said by hand, as its controller would. */
    private static void guard(Scene scene, int node, int allowed) throws Exception {
        PodDisruptionBudget budget = new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withName("app-" + node)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(allowed))
                .withNewSelector()
                .addToMatchLabels("app", "app-" + node)
                .endSelector()
                .endSpec()
                .build();
        scene.create(budget);
        scene.client()
                .resource(budget)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"disruptionsAllowed\":" + allowed
                                + ",\"currentHealthy\":4,\"desiredHealthy\":4,\"expectedPods\":4}}");
    }

    private static Set<String> left(Scene scene, int node) {
        Set<String> left = new TreeSet<>();
        scene.auditor().placements().forEach((pod, on) -> {
            if (on.equals("node-0" + node)) {
                left.add(pod);
            }
        });
        return left;
    }

    @Test
    void budgetsAreKeptWherePossibleAndBrokenAsLittleAsPossibleElse(ControlPlane cluster) throws Exception {
        try (Scene scene = full(cluster)) {
            guard(scene, 0, 0);
            guard(scene, 1, 0);
            guard(scene, 2, 1);
            // As many as there are: it guards nothing.
            guard(scene, 3, 4);
            Thread.sleep(1_000);
            scene.create(pod("first", "2", "high"));
            assertThat(scene.awaitNode("first")).isEqualTo("node-03");
            scene.create(pod("second", "2", "high"));
            assertThat(scene.awaitNode("second")).isEqualTo("node-03");
            assertThat(left(scene, 3)).containsExactly("first", "second");
            // Now one budget must be broken: the one that allows one of the two.
            scene.create(pod("third", "2", "high"));
            assertThat(scene.awaitNode("third")).isEqualTo("node-02");
            assertThat(left(scene, 0)).hasSize(PER_NODE);
            assertThat(left(scene, 1)).hasSize(PER_NODE);
            assertThat(left(scene, 2)).hasSize(PER_NODE / 2 + 1);
            List<WireTap.Call> preempts = scene.tap().calls("preempt");
            assertThat(violations(preempts.get(0), "node-03")).isZero();
            assertThat(violations(preempts.get(preempts.size() - 1), "node-02")).isEqualTo(1);
            scene.end();
        }
    }

    private long violations(WireTap.Call preempt, String node) {
        JsonNode answer = mapper.readTree(preempt.reply()).get("NodeNameToMetaVictims");
        assertThat(answer.propertyNames()).containsExactly(node);
        return answer.get(node).get("NumPDBViolations").asLong();
    }

    @Test
    void theFreedSpaceIsHeldForThePreemptorAgainstOneThatMatteredMore(ControlPlane cluster) throws Exception {
        try (Scene scene = full(cluster)) {
            scene.stopKubelets();
            scene.create(pod("preemptor", "2", "high"));
            String nominated = scene.await("a nominated node", () -> {
                Pod pod = scene.pod("preemptor");
                return pod == null ? null : pod.getStatus().getNominatedNodeName();
            });
            scene.await(
                    "two pods that end",
                    () -> scene.client().pods().inNamespace("default").list().getItems().stream()
                                            .filter(pod -> pod.getMetadata().getDeletionTimestamp() != null)
                                            .count()
                                    == 2
                            ? true
                            : null);
            scene.stopScheduler();
            scene.startKubelets();
            scene.awaitBound(NODES * PER_NODE - 2);
            // kube-scheduler comes to the thief first, and its own rules keep nothing free for who matters less.
            Pod thief = pod("thief", "2", "higher");
            scene.create(thief);
            scene.awaitMetric("held_pods", 1);
            scene.schedule(EXTENDER);
            assertThat(scene.awaitNode("preemptor")).isEqualTo(nominated);
            scene.awaitRefusal("thief", "Insufficient cpu");
            scene.awaitBound(NODES * PER_NODE - 1);
            List<String> asked = new ArrayList<>();
            scene.tap().calls("filter").forEach(call -> {
                if (mapper.readTree(call.request())
                        .at("/Pod/metadata/name")
                        .asString()
                        .equals("thief")) {
                    asked.add(mapper.readTree(call.reply())
                            .at("/FailedAndUnresolvableNodes/" + nominated)
                            .asString(""));
                }
            });
            assertThat(asked).as("the thief was refused the node").contains("Insufficient cpu");
            scene.end();
        }
    }
}
