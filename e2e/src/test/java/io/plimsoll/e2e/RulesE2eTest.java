package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ports, zones, volumes and resizes, with a pick of ours for every pod. */
@ExtendWith(SharedControlPlane.class)
class RulesE2eTest {

    private static final int NODES = 6;
    private static final String EXTENDER = Scene.PLAIN + """
            extenders:
            - {urlPrefix: URL, filterVerb: filter, nodeCacheCapable: true}
            """;

    @TempDir
    private Path folder;

    private Scene scene(ControlPlane cluster) throws Exception {
        Scene scene = new Scene(cluster, folder, Shapes.nodes(NODES, "8", "32Gi"));
        scene.serve("--mode", "pick-one", "--last-filter");
        scene.schedule(EXTENDER);
        return scene;
    }

    @Test
    void noPortIsTakenTwiceAndZonesAreSpread(ControlPlane cluster) throws Exception {
        try (Scene scene = scene(cluster)) {
            List<Pod> pods = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                Pod port = Shapes.pod("port-" + i, "100m");
                port.getSpec()
                        .getContainers()
                        .get(0)
                        .setPorts(List.of(new ContainerPortBuilder()
                                .withContainerPort(80)
                                .withHostPort(8_080)
                                .withProtocol("TCP")
                                .build()));
                pods.add(port);
            }
            for (int i = 0; i < 3 * NODES; i++) {
                Pod spread = Shapes.pod("spread-" + i, "1");
                spread.getMetadata().setLabels(Map.of("app", "spread"));
                spread.getSpec()
                        .setTopologySpreadConstraints(List.of(new TopologySpreadConstraintBuilder()
                                .withMaxSkew(1)
                                .withTopologyKey(Shapes.ZONE)
                                .withWhenUnsatisfiable("DoNotSchedule")
                                .withNewLabelSelector()
                                .addToMatchLabels("app", "spread")
                                .endLabelSelector()
                                .build()));
                pods.add(spread);
            }
            scene.create(pods);
            Map<String, String> placements = scene.awaitBound(pods.size());
            Map<Integer, Integer> zones = new TreeMap<>();
            List<String> withPort = new ArrayList<>();
            placements.forEach((pod, node) -> {
                if (pod.startsWith("port")) {
                    withPort.add(node);
                } else {
                    zones.merge(Integer.parseInt(node.substring(node.length() - 2)) % 3, 1, Integer::sum);
                }
            });
            assertThat(new HashSet<>(withPort)).hasSize(NODES);
            assertThat(zones).isEqualTo(Map.of(0, NODES, 1, NODES, 2, NODES));
            Pod late = Shapes.pod("late", "100m");
            late.getSpec()
                    .getContainers()
                    .get(0)
                    .setPorts(pods.get(0).getSpec().getContainers().get(0).getPorts());
            scene.create(late);
            scene.awaitRefusal("late", "6 node(s) didn't have free ports for the requested pod ports");
            scene.end();
        }
    }

    private static StorageClass storage(String name, String provisioner) {
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withProvisioner(provisioner)
                .withVolumeBindingMode("WaitForFirstConsumer")
                .build();
    }

    private static PersistentVolumeClaim claim(String name, String storageClass) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storageClass)
                .withNewResources()
                .withRequests(Shapes.quantities(Map.of("storage", "5Gi")))
                .endResources()
                .endSpec()
                .build();
    }

    private static Pod withClaim(String name, String claim) {
        Pod pod = Shapes.pod(name, "500m");
        pod.getSpec()
                .setVolumes(List.of(new VolumeBuilder()
                        .withName("data")
                        .withNewPersistentVolumeClaim()
                        .withClaimName(claim)
                        .endPersistentVolumeClaim()
                        .build()));
        return pod;
    }

    @Test
    void podsGoWhereTheirVolumesAreOrAreMade(ControlPlane cluster) throws Exception {
        try (Scene scene = scene(cluster);
                FakeVolumes volumes = new FakeVolumes(scene.client())) {
            List<HasMetadata> objects = new ArrayList<>();
            objects.add(storage("local", "kubernetes.io/no-provisioner"));
            objects.add(storage("made", "example.com/disk"));
            List<String> reachable = List.of("node-01", "node-03", "node-05");
            for (String node : reachable) {
                objects.add(FakeVolumes.volume("local-" + node, node, "local").build());
            }
            for (int i = 0; i <= reachable.size(); i++) {
                objects.add(claim("local-" + i, "local"));
            }
            for (int i = 0; i < NODES; i++) {
                objects.add(claim("made-" + i, "made"));
            }
            scene.create(objects);
            List<Pod> pods = new ArrayList<>();
            for (int i = 0; i < reachable.size(); i++) {
                pods.add(withClaim("local-" + i, "local-" + i));
            }
            for (int i = 0; i < NODES; i++) {
                pods.add(withClaim("made-" + i, "made-" + i));
            }
            scene.create(pods);
            Map<String, String> placements = scene.awaitBound(pods.size());
            List<String> local = new ArrayList<>();
            placements.forEach((pod, node) -> {
                if (pod.startsWith("local")) {
                    local.add(node);
                } else {
                    assertThat(scene.client()
                                    .persistentVolumes()
                                    .withName("made-for-" + pod)
                                    .get()
                                    .getSpec()
                                    .getNodeAffinity()
                                    .getRequired()
                                    .getNodeSelectorTerms()
                                    .get(0)
                                    .getMatchExpressions()
                                    .get(0)
                                    .getValues())
                            .containsExactly(node);
                }
            });
            assertThat(volumes.made()).isEqualTo(NODES);
            Collections.sort(local);
            assertThat(local).isEqualTo(reachable);
            // All local volumes are taken; and a pod that comes back to its claim must go to its volume's node.
            scene.create(withClaim("none-left", "local-" + reachable.size()));
            scene.awaitRefusal("none-left", "didn't find available persistent volumes to bind");
            String first = placements.getOrDefault("made-0", "");
            scene.client()
                    .pods()
                    .inNamespace("default")
                    .withName("made-0")
                    .withGracePeriod(0)
                    .delete();
            scene.awaitBound(pods.size() - 1);
            scene.create(withClaim("again", "made-0"));
            assertThat(scene.awaitNode("again")).isEqualTo(first);
            scene.end();
        }
    }

    @Test
    void aPodThatIsResizedInPlaceTakesTheMostOfWhatItHasAndWants(ControlPlane cluster) throws Exception {
        try (Scene scene = scene(cluster)) {
            scene.create(Shapes.pod("resized", "1"));
            String node = scene.awaitNode("resized");
            has(scene, "1");
            resize(scene, "7");
            // Bigger pods first go beside it, as far as what it wants leaves room.
            scene.create(Shapes.pod("beside", "1"));
            assertThat(scene.awaitNode("beside")).isEqualTo(node);
            Pod two = Shapes.pod("two", "2");
            scene.create(two);
            assertThat(scene.awaitNode("two")).isNotEqualTo(node);
            has(scene, "7");
            // It wants less, and its kubelet has not done it yet.
            resize(scene, "2");
            scene.create(pinned("early", "4", node));
            scene.awaitRefusal("early", "1 Insufficient cpu");
            has(scene, "2");
            assertThat(scene.awaitNode("early")).isEqualTo(node);
            scene.awaitBound(4);
            scene.end();
        }
    }

    private static Pod pinned(String name, String cpu, String node) {
        Pod pod = Shapes.pod(name, cpu);
        pod.getSpec().setNodeSelector(Map.of(Shapes.HOST, node));
        return pod;
    }

    private static void resize(Scene scene, String cpu) {
        patch(
                scene,
                "resize",
                "{\"spec\":{\"containers\":[{\"name\":\"main\",\"resources\":{\"requests\":{\"cpu\":\"" + cpu
                        + "\"}}}]}}");
    }

    /** As its kubelet says what the container has. */
    private static void has(Scene scene, String cpu) {
        String amounts = "{\"cpu\":\"" + cpu + "\",\"memory\":\"128Mi\"}";
        patch(
                scene,
                "status",
                "{\"status\":{\"phase\":\"Running\",\"containerStatuses\":[{\"name\":\"main\",\"ready\":true,\"restartCount\":0,"
                        + "\"image\":\"i\",\"imageID\":\"\",\"allocatedResources\":" + amounts
                        + ",\"resources\":{\"requests\":" + amounts + "}}]}}");
    }

    private static void patch(Scene scene, String subresource, String patch) {
        scene.client()
                .pods()
                .inNamespace("default")
                .withName("resized")
                .subresource(subresource)
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch);
    }
}
