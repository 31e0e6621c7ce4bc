package io.plimsoll.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Node;
import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.config.SchedulerConfigReader;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.input.ObjectReader;
import io.plimsoll.kubernetes.model.NodeConverter;
import io.plimsoll.kubernetes.model.NodeObjects;
import io.plimsoll.kubernetes.workload.Workloads;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterSnapshotTest {

    private static final String NODES = """
            ---
            {apiVersion: v1, kind: Node, metadata: {name: n1}, status: {allocatable: {cpu: 4, memory: 8Gi, pods: 9}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: n2}, status: {allocatable: {cpu: 2, memory: 8Gi, pods: 9}}}
            ---
            """;

    private static Manifests objects(String yaml) throws InputException {
        return Workloads.expand(
                new ObjectReader(Problems.strict()).read("x.yaml", NODES + yaml).finish());
    }

    private static ClusterSnapshot snapshot(String yaml) throws InputException {
        return new ClusterSnapshot(objects(yaml), SchedulerConfig.byDefault());
    }

    /** A pod that comes from a cluster. */
    private static String pod(String name, String metadata, String spec, String status) {
        return "{apiVersion: v1, kind: Pod, metadata: {name: %s, uid: u-%s%s}, spec: {containers: [{name: c}]%s}, status: {%s}}\n---\n"
                .formatted(name, name, metadata, spec, status);
    }

    private static String deployment(String name, String requests) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: shop}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec: {containers: [{name: c, resources: {requests: {%s}}}]}
                ---
                """.formatted(name, name, name, requests);
    }

    @Test
    void podsShouldBeWhereTheyAreInTheEyesOfTheirScheduler() throws InputException {
        ClusterSnapshot snapshot = snapshot(pod("placed", "", ", nodeName: n1", "")
                + pod("leaving", ", deletionTimestamp: '2026-01-01T00:00:00Z'", ", nodeName: n2", "")
                + pod("foreign", "", ", nodeName: n1, schedulerName: other", "")
                + pod("elsewhere", "", ", nodeName: n9", "")
                + pod("done", "", ", nodeName: n1", "phase: Succeeded")
                + pod("failed", "", "", "phase: Failed")
                + pod("waiting", "", "", "phase: Pending")
                + pod("gone", ", deletionTimestamp: '2026-01-01T00:00:00Z'", "", "")
                + pod("gated", "", ", schedulingGates: [{name: g}]", "")
                + pod("others", "", ", schedulerName: other", ""));
        assertThat(snapshot.bound().stream()
                        .map(pod -> pod.spec().name() + " " + pod.node())
                        .toList())
                .containsExactly("placed n1", "leaving n2", "foreign n1");
        assertThat(snapshot.pending().stream().map(PendingPod::fullName).toList())
                .containsExactly("default/waiting");
        assertThat(snapshot.leftOut())
                .isEqualTo(Map.of(
                        "ended", 2,
                        "on nodes that are not described", 1,
                        "deleted before they had a node", 1,
                        "held back by scheduling gates", 1,
                        "for the scheduler other", 1));
    }

    @Test
    void pendingPodsShouldComeByPriorityAndAge() throws InputException {
        ClusterSnapshot snapshot = snapshot(pod("new", "", "", "")
                + pod("young", ", creationTimestamp: '2026-02-01T00:00:00Z'", "", "")
                + pod("old", ", creationTimestamp: '2026-01-01T00:00:00Z'", "", "")
                + pod("high", "", ", priority: 7", "")
                + pod("newer", "", "", ""));
        assertThat(snapshot.pending().stream().map(pod -> pod.spec().name()).toList())
                .containsExactly("high", "old", "young", "new", "newer");
    }

    @Test
    void aPodShouldBeAskedAboutAsIfItWereNotOnItsNode() throws InputException {
        String on =
                "{apiVersion: v1, kind: Pod, metadata: {name: web, uid: u}, spec: {nodeName: n1, containers: [{name: c,"
                        + " resources: {requests: {cpu: 3}}}]}}";
        PodQuestion question = PodQuestion.ask("default/web", snapshot(on));
        assertThat(question.node()).isEqualTo("n1");
        assertThat(question.explanation().decision()).isEqualTo(new Decision.Bound("n1", List.of()));
        assertThat(question.explanation().sentence()).isEqualTo("Successfully assigned default/web to n1");
    }

    @Test
    void whyAPodIsPendingShouldBeSaidInTheWordsOfItsEvent() throws InputException {
        PodQuestion question = PodQuestion.ask("deployment/big", snapshot(deployment("big", "cpu: 3, memory: 9Gi")));
        assertThat(question.explanation().sentence())
                .isEqualTo("0/2 nodes are available: 1 Insufficient cpu, 2 Insufficient memory.");
        assertThat(question.object().getMetadata().getName()).startsWith("big-");
        assertThat(question.profile().name()).isEqualTo("default-scheduler");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deployment/web",
                "deploy/web",
                "shop/Deployment/web",
                "rs/web-5d",
                "shop/pod/web-5d-1",
                "web-5d-1"
            })
    void aPodShouldBeFoundByAnyOfItsNames(String name) throws InputException {
        String set = """
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: web-5d, namespace: shop, uid: r}
                spec: {replicas: 1, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}}
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: web-5d-1, namespace: shop, uid: p, labels: {a: b}, ownerReferences: [
                  {apiVersion: apps/v1, kind: ReplicaSet, name: web-5d, uid: r, controller: true}]}, spec: {containers: [{name: c}]}}
                """;
        assertThat(PodQuestion.ask(name, snapshot(set)).object().getMetadata().getUid())
                .isEqualTo("p");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wep | The pod (wep) must be there. | Maybe web was meant.",
                "other/web | The pod (other/web) must be there. | Maybe web was meant.",
                "sts/db | The pod (sts/db) must be there. | Maybe it is in another file, or its workload has no pods.",
                "x/y/web | must be NAME, NAMESPACE/NAME, KIND/NAME or NAMESPACE/KIND/NAME. | Maybe the kind",
                "shop/ | must be NAME, NAMESPACE/NAME, KIND/NAME or NAMESPACE/KIND/NAME. | Maybe the kind",
                "twin | must be in one namespace, not in a, b. | Maybe a/twin was meant."
            })
    void aPodThatIsNotThereShouldBeSaidInTwoLines(String name, String problem, String advice) throws InputException {
        ClusterSnapshot snapshot = snapshot(
                pod("web", "", "", "") + pod("twin", ", namespace: a", "", "") + pod("twin", ", namespace: b", "", ""));
        assertThatThrownBy(() -> PodQuestion.ask(name, snapshot))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(System.lineSeparator() + advice);
    }

    @Test
    void theProfileShouldBeThatOfThePodsScheduler() throws InputException {
        Manifests objects = objects(pod("web", "", ", schedulerName: packing", ""));
        ClusterSnapshot byDefault = new ClusterSnapshot(objects, SchedulerConfig.byDefault());
        assertThatThrownBy(() -> PodQuestion.ask("web", byDefault))
                .hasMessageContaining("The scheduler (packing) of the pod (web) must have a profile.");
        SchedulerConfig config = SchedulerConfigReader.read("config.yaml", """
                apiVersion: kubescheduler.config.k8s.io/v1
                kind: KubeSchedulerConfiguration
                profiles:
                - schedulerName: packing
                  pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {type: MostAllocated, resources: [{name: cpu, weight: 1}]}}}]
                """);
        PodQuestion question = PodQuestion.ask("web", new ClusterSnapshot(objects, config));
        assertThat(question.profile().name()).isEqualTo("packing");
        assertThat(question.explanation().decision()).isEqualTo(new Decision.Bound("n2", List.of()));
    }

    @Test
    void aPlacedPodShouldBeReadAsItWasWritten() throws InputException {
        PendingPod pod =
                snapshot(deployment("web", "cpu: 1500m, memory: 1Gi")).pending().get(0);
        String yaml = new PodYaml().document(pod.object(), "n2");
        assertThat(yaml).startsWith("---\n").contains("\n  nodeName: n2\n").contains("cpu: 1500m");
        BoundPod read = snapshot(yaml).bound().get(0);
        assertThat(read.node()).isEqualTo("n2");
        assertThat(read.spec().name()).isEqualTo(pod.spec().name());
        assertThat(read.spec().requests()).isEqualTo(pod.spec().requests());
    }

    @Test
    void aNodeOfTheModelShouldBecomeAnObjectOfTheSame() {
        NodeSpec spec = NodeSpec.of(
                        "n7",
                        Resources.allocatable(1_500, 8L << 30, 110)
                                .withEphemeralStorage(1 << 20)
                                .withScalars(Map.of("example.com/a", 3L)))
                .withLabels(Map.of("zone", "a"))
                .withDevices(List.of(DeviceSpec.whole("T4"), DeviceSpec.whole("T4")));
        Node node = NodeObjects.of(spec);
        NodeSpec read = NodeConverter.convert(node);
        assertThat(read.labels()).isEqualTo(Map.of("zone", "a", "kubernetes.io/hostname", "n7"));
        assertThat(read.allocatable())
                .isEqualTo(spec.allocatable().withScalars(Map.of("example.com/a", 3L, "nvidia.com/gpu", 2L)));
    }
}
