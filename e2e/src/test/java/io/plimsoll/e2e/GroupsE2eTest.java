package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Groups of eight pods, for which two nodes have just enough room. */
@ExtendWith(SharedControlPlane.class)
class GroupsE2eTest {

    private static final int MEMBERS = 8;
    private static final String HELD = "held_pods";
    private static final String FAILED = "groups_failed_total";
    private static final String RESERVED = "groups_reserved_total";
    private static final String EXTENDER = Scene.PLAIN + """
            extenders:
            - {urlPrefix: URL, filterVerb: filter, nodeCacheCapable: true, httpTimeout: 1s}
            """;

    @TempDir
    private Path folder;

    private static List<Pod> members(String group, int from, int to) {
        List<Pod> members = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Pod pod = Shapes.pod(group + "-" + i, "1");
            pod.getMetadata()
                    .setLabels(Map.of(
                            "pod-group.scheduling.sigs.k8s.io/name",
                            group,
                            "pod-group.scheduling.sigs.k8s.io/min-available",
                            String.valueOf(MEMBERS)));
            members.add(pod);
        }
        return members;
    }

    private Scene scene(ControlPlane cluster, String... options) throws Exception {
        Scene scene = new Scene(cluster, folder, Shapes.nodes(2, "4", "8Gi"));
        List<String> all = new ArrayList<>(List.of("--mode", "pick-one", "--last-filter"));
        all.addAll(List.of(options));
        scene.serve(all.toArray(new String[0]));
        return scene;
    }

    @Test
    void aGroupWaitsUntilItIsCompleteAndIsPlacedAsAWhole(ControlPlane cluster) throws Exception {
        try (Scene scene = scene(cluster)) {
            scene.schedule(EXTENDER);
            scene.create(members("group", 0, 3));
            assertThat(scene.awaitRefusal("group-0", "(3 of 8)")).contains("2 waiting for its group (3 of 8)");
            assertThat(scene.auditor().bound()).isZero();
            assertThat(scene.extender().metric(HELD)).isZero();
            scene.create(members("group", 3, MEMBERS));
            scene.awaitBound(MEMBERS);
            assertThat(scene.extender().metric(RESERVED)).isEqualTo(1);
            // A second one fits nowhere: not even a part of it takes what a single pod may have.
            scene.client().pods().inNamespace("default").withName("group-7").delete();
            scene.awaitBound(MEMBERS - 1);
            scene.create(members("other", 0, MEMBERS));
            scene.awaitRefusal("other-0", "had no room for the pod's whole group");
            assertThat(scene.extender().metric(HELD)).isZero();
            scene.create(Shapes.pod("single", "1"));
            scene.awaitNode("single");
            assertThat(scene.awaitBound(MEMBERS)).containsKey("single");
            scene.end();
        }
    }

    @Test
    void whenAMemberIsDeletedAllPlacesAreGivenBack(ControlPlane cluster) throws Exception {
        try (Scene scene = scene(cluster)) {
            scene.create(members("group", 0, MEMBERS));
            scene.keepBack();
            scene.schedule(EXTENDER);
            scene.awaitMetric(HELD, MEMBERS);
            scene.stopScheduler();
            scene.client()
                    .pods()
                    .inNamespace("default")
                    .withName("group-5")
                    .withGracePeriod(0)
                    .delete();
            scene.awaitMetric(HELD, 0);
            assertThat(scene.extender().metric(FAILED)).isEqualTo(1);
            scene.letGo();
            scene.create(Shapes.pod("single", "4"));
            scene.schedule(EXTENDER);
            scene.awaitNode("single");
            scene.awaitRefusal("group-0", "waiting for its group (7 of 8)");
            assertThat(scene.awaitBound(1)).containsKey("single");
            scene.end();
        }
    }

    @Test
    void whenNobodyBindsThemAllPlacesAreGivenBackInTimeAndTheGroupIsPlacedLater(ControlPlane cluster) throws Exception {
        try (Scene scene = scene(cluster, "--hold", "3s")) {
            scene.create(members("group", 0, MEMBERS));
            scene.keepBack();
            scene.schedule(EXTENDER);
            scene.awaitMetric(HELD, MEMBERS);
            scene.stopScheduler();
            scene.awaitMetric(HELD, 0);
            assertThat(scene.extender().metric(FAILED)).isEqualTo(1);
            assertThat(scene.auditor().bound()).isZero();
            scene.letGo();
            scene.schedule(EXTENDER);
            scene.awaitBound(MEMBERS);
            assertThat(scene.extender().metric("late_bindings_total")).isZero();
            scene.end();
        }
    }
}
