package io.plimsoll.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.Resources;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.input.ObjectReader;
import io.plimsoll.kubernetes.model.Amounts;
import io.plimsoll.kubernetes.model.PodRequests;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdmissionTest {

    private static final String CLUSTER = """
            apiVersion: scheduling.k8s.io/v1
            kind: PriorityClass
            metadata: {name: usual}
            globalDefault: true
            value: 10
            ---
            apiVersion: scheduling.k8s.io/v1
            kind: PriorityClass
            metadata: {name: high}
            preemptionPolicy: Never
            value: 1000
            ---
            apiVersion: node.k8s.io/v1
            kind: RuntimeClass
            metadata: {name: kata}
            handler: kata
            overhead: {podFixed: {cpu: 50m}}
            scheduling: {nodeSelector: {runtime: kata}, tolerations: [{key: kata, operator: Exists, effect: NoSchedule}]}
            ---
            apiVersion: v1
            kind: LimitRange
            metadata: {name: limits, namespace: small}
            spec:
              limits:
              - type: Container
                default: {cpu: 500m}
                defaultRequest: {cpu: 100m}
                max: {cpu: 1, memory: 1Gi}
                min: {cpu: 10m}
                maxLimitRequestRatio: {cpu: 10}
              - type: Pod
                max: {cpu: 2}
            ---
            """;

    private static Manifests admit(String namespace, String spec) throws InputException {
        String pod =
                "apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: %s, labels: {app: a, version: '2'}}\nspec: %s\n"
                        .formatted(namespace, spec);
        return Workloads.expand(new ObjectReader(Problems.strict())
                .read("x.yaml", CLUSTER + pod)
                .finish());
    }

    private static Pod admitted(String namespace, String spec) throws InputException {
        Manifests objects = admit(namespace, spec);
        assertThat(objects.warnings()).isEmpty();
        return objects.pods().get(0);
    }

    @Test
    void priorityShouldComeFromItsClass() throws InputException {
        Pod usual = admitted("a", "{containers: [{name: a}]}");
        assertThat(usual.getSpec().getPriority()).isEqualTo(10);
        assertThat(usual.getSpec().getPriorityClassName()).isEqualTo("usual");
        Pod high = admitted("a", "{priorityClassName: high, containers: [{name: a}]}");
        assertThat(high.getSpec().getPriority()).isEqualTo(1000);
        assertThat(high.getSpec().getPreemptionPolicy()).isEqualTo("Never");
        assertThat(admitted("a", "{priorityClassName: system-node-critical, containers: [{name: a}]}")
                        .getSpec()
                        .getPriority())
                .isEqualTo(2_000_001_000);
    }

    @Test
    void limitsShouldBecomeRequestsBeforeTheLimitRangeIsAsked() throws InputException {
        Pod pod = admitted(
                "small",
                "{containers: [{name: a, resources: {limits: {memory: 64Mi}}}, {name: b, resources: {requests: {cpu: 300u}, limits: {cpu: 10m}}}]}"
                        .replace("300u", "9999u"));
        var first = pod.getSpec().getContainers().get(0).getResources();
        assertThat(Amounts.of(first.getRequests()).byName())
                .isEqualTo(Amounts.of(Map.of(
                                "cpu", new Quantity("100m"),
                                "memory", new Quantity("64Mi")))
                        .byName());
        assertThat(first.getLimits()).containsKeys("cpu", "memory");
        var second = pod.getSpec().getContainers().get(1).getResources();
        assertThat(second.getRequests().get("cpu")).hasToString("10m");
        assertThat(second.getLimits().get("memory")).hasToString("1Gi");
    }

    @Test
    void aRuntimeClassShouldAddOverheadAndItsNodes() throws InputException {
        Pod pod = admitted(
                "a",
                "{runtimeClassName: kata, nodeSelector: {zone: a}, tolerations: [{key: kata, operator: Exists, effect: NoSchedule}], containers: [{name: a}]}");
        assertThat(pod.getSpec().getOverhead().get("cpu")).hasToString("50m");
        assertThat(pod.getSpec().getNodeSelector()).containsEntry("zone", "a").containsEntry("runtime", "kata");
        assertThat(pod.getSpec().getTolerations())
                .extracting(Toleration::getKey)
                .containsExactly("kata", "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");
    }

    @Test
    void aPodShouldStayFiveMinutesUnlessItSaysOtherwise() throws InputException {
        assertThat(admitted("a", "{containers: [{name: a}]}").getSpec().getTolerations())
                .extracting(Toleration::getTolerationSeconds)
                .containsExactly(300L, 300L);
        assertThat(admitted("a", "{tolerations: [{operator: Exists}], containers: [{name: a}]}")
                        .getSpec()
                        .getTolerations())
                .hasSize(1);
    }

    @Test
    void labelsNamedByKeyShouldBeMergedOnce() throws InputException {
        String spec =
                "{containers: [{name: a}], topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: a}}, matchLabelKeys: [version, gone]}],"
                        + " affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: z, labelSelector: {}, mismatchLabelKeys: [version]}]},"
                        + " podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: z, labelSelector: {}, matchLabelKeys: [app]}}]}}}";
        Manifests objects = admit("a", spec);
        for (Manifests each : new Manifests[] {objects, Workloads.expand(objects)}) {
            var pod = each.pods().get(0).getSpec();
            assertThat(pod.getTopologySpreadConstraints()
                            .get(0)
                            .getLabelSelector()
                            .getMatchExpressions())
                    .singleElement()
                    .satisfies(merged -> {
                        assertThat(merged.getKey()).isEqualTo("version");
                        assertThat(merged.getOperator()).isEqualTo("In");
                        assertThat(merged.getValues()).containsExactly("2");
                    });
            assertThat(pod.getAffinity()
                            .getPodAffinity()
                            .getRequiredDuringSchedulingIgnoredDuringExecution()
                            .get(0)
                            .getLabelSelector()
                            .getMatchExpressions()
                            .get(0)
                            .getOperator())
                    .isEqualTo("NotIn");
            assertThat(pod.getAffinity()
                            .getPodAntiAffinity()
                            .getPreferredDuringSchedulingIgnoredDuringExecution()
                            .get(0)
                            .getPodAffinityTerm()
                            .getLabelSelector()
                            .getMatchExpressions())
                    .hasSize(1);
        }
    }

    @Test
    void podLevelRequestsShouldComeFromContainersOrLimits() throws InputException {
        Pod pod = admitted(
                "a",
                "{resources: {limits: {cpu: 2, memory: 1Gi, hugepages-2Mi: 2Mi}}, containers: [{name: a, resources: {requests: {cpu: 300m}}}]}");
        assertThat(new PodRequests(pod).wanted())
                .isEqualTo(Resources.request(300, 1L << 30)
                        .withScalars(Map.of("hugepages-2Mi", 2L << 20))
                        .withPods(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a     | {priorityClassName: gone, containers: [{name: a}]} | no PriorityClass with name gone was found
            a     | {priority: 5, containers: [{name: a}]} | the priority 5 is not the 10 of its PriorityClass
            a     | {preemptionPolicy: Never, containers: [{name: a}]} | the preemption policy Never is not the PreemptLowerPriority of its PriorityClass
            a     | {runtimeClassName: gone, containers: [{name: a}]} | no RuntimeClass with name gone was found
            a     | {runtimeClassName: kata, overhead: {cpu: 1}, containers: [{name: a}]} | its overhead is not that of the RuntimeClass kata
            a     | {overhead: {cpu: 1}, containers: [{name: a}]} | overhead is given without a RuntimeClass
            a     | {runtimeClassName: kata, nodeSelector: {runtime: runc}, containers: [{name: a}]} | its nodeSelector and that of the RuntimeClass kata differ in runtime
            small | {containers: [{name: a, resources: {limits: {cpu: 2}}}]} | a LimitRange allows at most 1 of cpu for the container a, which is limited to 2
            small | {containers: [{name: a, resources: {requests: {cpu: 1m}}}]} | a LimitRange wants at least 10m of cpu for the container a, which asks for 0.001
            small | {containers: [{name: a, resources: {requests: {cpu: 50m}, limits: {cpu: 600m}}}]} | a LimitRange allows a limit of cpu of at most 10 times the request for the container a, which asks for 0.05 and is limited to 0.6
            small | {containers: [{name: a, resources: {limits: {cpu: 1}}}, {name: b, resources: {limits: {cpu: 1}}}, {name: c}]} | a LimitRange allows at most 2 of cpu for the pod, which is limited to 2.5
            """)
    void whatTheApiServerWouldRefuseShouldBecomeAWarning(String namespace, String spec, String reason)
            throws InputException {
        Manifests objects = admit(namespace, spec);
        assertThat(objects.pods()).isEmpty();
        assertThat(objects.warnings())
                .containsExactly("The Pod %s/p would be refused: %s.".formatted(namespace, reason));
    }
}
