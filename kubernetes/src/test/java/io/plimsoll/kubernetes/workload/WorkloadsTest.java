package io.plimsoll.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Toleration;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.input.ObjectReader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkloadsTest {

    private static final String NODES = """
            apiVersion: v1
            kind: Node
            metadata: {name: n1, labels: {disk: ssd}}
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: n2}
            spec: {taints: [{key: own, effect: NoSchedule}, {key: rather, effect: PreferNoSchedule}]}
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: n3, labels: {disk: hdd, cores: "8"}}
            spec: {taints: [{key: node.kubernetes.io/unschedulable, effect: NoSchedule}]}
            ---
            """;

    private static Manifests expand(String yaml) throws InputException {
        return Workloads.expand(
                new ObjectReader(Problems.strict()).read("x.yaml", yaml).finish());
    }

    private static List<String> names(Manifests objects) {
        return objects.pods().stream().map(pod -> pod.getMetadata().getName()).toList();
    }

    private static String workload(String kind, String spec) {
        String version = kind.equals("Job") || kind.equals("CronJob")
                ? "batch/v1"
                : kind.equals("ReplicationController") ? "v1" : "apps/v1";
        return "apiVersion: %s\nkind: %s\nmetadata: {name: web, namespace: shop}\nspec:\n%s---\n"
                .formatted(version, kind, spec.indent(2));
    }

    private static String template(String podSpec) {
        return "selector: {matchLabels: {app: web}}\ntemplate:\n  metadata: {labels: {app: web}}\n  spec: " + podSpec
                + "\n";
    }

    private static final String PLAIN = template("{containers: [{name: a}]}");

    @Test
    void aDeploymentShouldGetThePodsOfItsReplicaSet() throws InputException {
        String deployment = workload("Deployment", "replicas: 3\n" + PLAIN);
        Manifests objects = expand(deployment);
        assertThat(objects.pods()).hasSize(3);
        for (Pod pod : objects.pods()) {
            String hash = pod.getMetadata().getLabels().get("pod-template-hash");
            assertThat(pod.getMetadata().getName()).matches("web-" + hash + "-[a-z0-9]{5}");
            assertThat(pod.getMetadata().getNamespace()).isEqualTo("shop");
            assertThat(pod.getMetadata().getLabels()).containsEntry("app", "web");
            assertThat(pod.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
                assertThat(owner.getKind()).isEqualTo("ReplicaSet");
                assertThat(owner.getName()).isEqualTo("web-" + hash);
                assertThat(owner.getController()).isTrue();
            });
            assertThat(pod.getSpec().getSchedulerName()).isEqualTo("default-scheduler");
            assertThat(pod.getSpec().getPriority()).isZero();
        }
        assertThat(names(objects)).doesNotHaveDuplicates().isEqualTo(names(expand(deployment)));
        // Expanded once more there is nothing left to do.
        assertThat(names(Workloads.expand(objects))).isEqualTo(names(objects));
    }

    @Test
    void podsThatAreThereShouldNotBeMadeAgain() throws InputException {
        String deployment = workload("Deployment", "replicas: 3\n" + PLAIN);
        String pods = """
                apiVersion: v1
                kind: Pod
                metadata:
                  {name: web-77-aaaaa, namespace: shop, uid: u1, labels: {pod-template-hash: "77"},
                   ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-77, uid: r, controller: true}]}
                spec: {containers: [{name: a}]}
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  {name: web-77-bbbbb, namespace: shop, uid: u2, labels: {pod-template-hash: "77"}, deletionTimestamp: "2026-01-01T00:00:00Z",
                   ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-77, uid: r, controller: true}]}
                spec: {containers: [{name: a}]}
                ---
                """;
        assertThat(names(expand(deployment + pods))).hasSize(4).contains("web-77-aaaaa", "web-77-bbbbb");
        String set = """
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: web-77, namespace: shop, uid: r, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d, controller: true}]}
                spec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a}]}}}
                ---
                """;
        assertThat(names(expand(deployment + pods + set))).hasSize(3);
    }

    @Test
    void aPausedDeploymentShouldWait() throws InputException {
        Manifests objects = expand(workload("Deployment", "paused: true\n" + PLAIN));
        assertThat(objects.pods()).isEmpty();
        assertThat(objects.warnings()).containsExactly("The Deployment shop/web is paused and was given no pods.");
    }

    @Test
    void aReplicationControllerShouldGetPods() throws InputException {
        String spec = "replicas: 2\ntemplate: {metadata: {labels: {app: web}}, spec: {containers: [{name: a}]}}\n";
        assertThat(names(expand(workload("ReplicationController", spec))))
                .hasSize(2)
                .allMatch(name -> name.matches("web-[a-z0-9]{5}"));
    }

    @Test
    void aStatefulSetShouldGetNumberedPodsWithClaims() throws InputException {
        String set = workload(
                "StatefulSet",
                """
                replicas: 2
                serviceName: peers
                ordinals: {start: 5}
                volumeClaimTemplates:
                - metadata: {name: data}
                  spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """
                        + template(
                                "{containers: [{name: a}], volumes: [{name: data, emptyDir: {}}, {name: tmp, emptyDir: {}}]}"));
        String storage = """
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: slow, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
                provisioner: x
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data-web-6, namespace: shop, uid: old}
                spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 2Gi}}}
                """;
        Manifests objects = expand(set + storage);
        assertThat(names(objects)).containsExactly("web-5", "web-6");
        Pod pod = objects.pods().get(0);
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("statefulset.kubernetes.io/pod-name", "web-5")
                .containsEntry("apps.kubernetes.io/pod-index", "5")
                .containsKey("controller-revision-hash");
        assertThat(pod.getSpec().getHostname()).isEqualTo("web-5");
        assertThat(pod.getSpec().getSubdomain()).isEqualTo("peers");
        assertThat(pod.getSpec().getVolumes()).extracting("name").containsExactly("data", "tmp");
        assertThat(pod.getSpec().getVolumes().get(0).getPersistentVolumeClaim().getClaimName())
                .isEqualTo("data-web-5");
        PersistentVolumeClaim claim = objects.find(PersistentVolumeClaim.class, "shop", "data-web-5");
        assertThat(claim).isNotNull();
        assertThat(claim.getSpec().getStorageClassName()).isEqualTo("slow");
        assertThat(claim.getMetadata().getLabels()).containsEntry("app", "web");
        assertThat(objects.find(PersistentVolumeClaim.class, "shop", "data-web-6"))
                .isNotNull()
                .satisfies(
                        kept -> assertThat(kept.getSpec().getStorageClassName()).isEqualTo("fast"));
    }

    @Test
    void aDaemonSetShouldGetAPodForEveryNodeItFits() throws InputException {
        Manifests objects = expand(NODES
                + workload(
                        "DaemonSet",
                        template("{hostNetwork: true, containers: [{name: a, ports: [{containerPort: 80}]}]}")));
        assertThat(objects.pods())
                .extracting(pod -> pod.getSpec()
                        .getAffinity()
                        .getNodeAffinity()
                        .getRequiredDuringSchedulingIgnoredDuringExecution()
                        .getNodeSelectorTerms()
                        .get(0)
                        .getMatchFields()
                        .get(0)
                        .getValues())
                .containsExactly(List.of("n1"), List.of("n3"));
        Pod pod = objects.pods().get(0);
        assertThat(pod.getSpec().getTolerations())
                .extracting(Toleration::getKey)
                .containsExactly(
                        "node.kubernetes.io/not-ready",
                        "node.kubernetes.io/unreachable",
                        "node.kubernetes.io/disk-pressure",
                        "node.kubernetes.io/memory-pressure",
                        "node.kubernetes.io/pid-pressure",
                        "node.kubernetes.io/unschedulable",
                        "node.kubernetes.io/network-unavailable");
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("pod-template-generation", "1")
                .containsKey("controller-revision-hash");
        assertThat(pod.getSpec().getContainers().get(0).getPorts().get(0).getHostPort())
                .isEqualTo(80);
        // Both have their pod now.
        assertThat(Workloads.expand(objects).pods()).hasSize(2);
    }

    @Test
    void aDaemonSetShouldKeepToItsNodes() throws InputException {
        String affinity =
                "{nodeSelector: {disk: hdd}, tolerations: [{operator: Exists}], containers: [{name: a}], affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                        + " {nodeSelectorTerms: [{}, {matchExpressions: [{key: disk, operator: NotIn, values: [ssd]}, {key: cores, operator: Gt, values: ['4']},"
                        + " {key: cores, operator: Lt, values: ['9']}, {key: disk, operator: Exists}, {key: gone, operator: DoesNotExist}, {key: disk, operator: In, values: [hdd]}]}]}}}}";
        assertThat(expand(NODES + workload("DaemonSet", template(affinity))).pods())
                .hasSize(1);
        assertThat(expand(workload("DaemonSet", PLAIN)).warnings())
                .containsExactly("The DaemonSet shop/web was given no pods: there are no nodes.");
    }

    @Test
    void aJobShouldGetThePodsThatRunFirst() throws InputException {
        String template = "template: {spec: {restartPolicy: Never, containers: [{name: a}]}}\n";
        Manifests plain = expand(workload("Job", "parallelism: 2\ncompletions: 5\n" + template));
        assertThat(plain.pods()).hasSize(2);
        assertThat(plain.pods().get(0).getMetadata().getLabels())
                .containsEntry("job-name", "web")
                .containsEntry("batch.kubernetes.io/job-name", "web")
                .containsKeys("controller-uid", "batch.kubernetes.io/controller-uid");
        assertThat(expand(workload("Job", template)).pods()).hasSize(1);
        assertThat(expand(workload("Job", "parallelism: 9\ncompletions: 5\n" + template))
                        .pods())
                .hasSize(5);
        assertThat(expand(workload("Job", "suspend: true\n" + template)).warnings())
                .containsExactly("The Job shop/web is suspended and was given no pods.");
        String job =
                workload("Job", "parallelism: 3\ncompletions: 5\n" + template).replace("---\n", "");
        assertThat(expand(job + "status: {succeeded: 4}\n").pods()).hasSize(1);
        assertThat(expand(job + "status: {conditions: [{type: Complete, status: 'True'}]}\n")
                        .pods())
                .isEmpty();
    }

    @Test
    void anIndexedJobShouldGetAPodPerIndex() throws InputException {
        String template = "template: {spec: {restartPolicy: Never, containers: [{name: a}]}}\n";
        Manifests objects =
                expand(workload("Job", "completionMode: Indexed\nparallelism: 2\ncompletions: 3\n" + template));
        assertThat(objects.pods()).hasSize(2);
        Pod pod = objects.pods().get(1);
        assertThat(pod.getMetadata().getName()).matches("web-1-[a-z0-9]{5}");
        assertThat(pod.getMetadata().getLabels()).containsEntry("batch.kubernetes.io/job-completion-index", "1");
        assertThat(pod.getMetadata().getAnnotations()).containsEntry("batch.kubernetes.io/job-completion-index", "1");
        assertThat(pod.getSpec().getHostname()).isEqualTo("web-1");
        assertThat(Workloads.expand(objects).pods()).hasSize(2);
    }

    @Test
    void aCronJobShouldGetThePodsOfOneRun() throws InputException {
        String spec =
                "schedule: '* * * * *'\njobTemplate: {spec: {parallelism: 2, template: {spec: {restartPolicy: Never, containers: [{name: a}]}}}}\n";
        Manifests objects = expand(workload("CronJob", spec));
        assertThat(names(objects)).hasSize(2).allMatch(name -> name.matches("web-1-[a-z0-9]{5}"));
        assertThat(expand(workload("CronJob", "suspend: true\n" + spec)).pods()).isEmpty();
    }

    @Test
    void anEphemeralVolumeShouldGetAClaim() throws InputException {
        String spec =
                "{containers: [{name: a}], volumes: [{name: scratch, ephemeral: {volumeClaimTemplate: {metadata: {labels: {x: z}},"
                        + " spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}]}";
        Manifests objects = expand(workload("StatefulSet", template(spec)));
        assertThat(objects.find(PersistentVolumeClaim.class, "shop", "web-0-scratch"))
                .isNotNull()
                .satisfies(claim -> {
                    assertThat(claim.getMetadata().getOwnerReferences().get(0).getName())
                            .isEqualTo("web-0");
                    assertThat(claim.getMetadata().getLabels()).containsEntry("x", "z");
                });
    }
}
