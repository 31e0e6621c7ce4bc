package io.plimsoll.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.input.ObjectReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotasTest {

    private static final String ASKS = "resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {cpu: 1, memory: 1Gi}}";

    private static String quota(String spec) {
        return "{apiVersion: v1, kind: ResourceQuota, metadata: {name: q, namespace: shop}, %s}\n---\n".formatted(spec);
    }

    private static String workload(String kind, String count, String spec) {
        return """
                apiVersion: %s
                kind: %s
                metadata: {name: web, namespace: shop}
                spec:
                  %s
                  selector: {matchLabels: {app: web}}
                  template: {metadata: {labels: {app: web}}, spec: %s}
                ---
                """.formatted(kind.equals("Job") ? "batch/v1" : "apps/v1", kind, count, spec);
    }

    private static Manifests expand(String objects) throws InputException {
        return Workloads.expand(new ObjectReader(Problems.strict())
                .read("x.yaml", "---\n" + objects)
                .finish());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pods: 3             | 3 | exceeded quota: q, requested: pods=1, used: pods=3, limited: pods=3
            count/pods: 2       | 2 | exceeded quota: q, requested: count/pods=1, used: count/pods=2, limited: count/pods=2
            cpu: 1              | 2 | exceeded quota: q, requested: cpu=0.5, used: cpu=1, limited: cpu=1
            requests.memory: 2Gi | 2 | exceeded quota: q, requested: requests.memory=1073741824, used: requests.memory=2147483648, limited: requests.memory=2147483648
            limits.cpu: 4500m   | 4 | exceeded quota: q, requested: limits.cpu=1, used: limits.cpu=4, limited: limits.cpu=4.5
            pods: 0             | 0 | exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0
            services: 1         | 5 |
            requests.example.com/gpu: 0 | 5 |
            """)
    void podsBeyondAQuotaShouldNotBeMade(String hard, int made, String refusal) throws InputException {
        for (String kind : new String[] {"Deployment", "ReplicaSet", "StatefulSet"}) {
            Manifests objects = expand(quota("spec: {hard: {" + hard + "}}")
                    + workload(kind, "replicas: 5", "{containers: [{name: c, " + ASKS + "}]}"));
            assertThat(objects.pods()).as(kind).hasSize(made);
            if (refusal == null) {
                assertThat(objects.warnings()).isEmpty();
            } else {
                assertThat(objects.warnings())
                        .singleElement()
                        .asString()
                        .matches("No more pods of \\w+ shop/web\\S* were made: .*")
                        .endsWith(": " + refusal + ".");
            }
        }
        String job = workload("Job", "parallelism: 5", "{restartPolicy: Never, containers: [{name: c, " + ASKS + "}]}")
                .replace("  selector: {matchLabels: {app: web}}\n", "");
        assertThat(expand(quota("spec: {hard: {" + hard + "}}") + job).pods()).hasSize(made);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {hard: {pods: 1}, scopes: [BestEffort]}     | {containers: [{name: c}]} | true
            {hard: {pods: 1}, scopes: [BestEffort]}     | {containers: [{name: c, resources: {requests: {cpu: 1}}}]} | false
            {hard: {pods: 1}, scopes: [NotBestEffort]}  | {containers: [{name: c, resources: {limits: {cpu: 1}}}]} | true
            {hard: {pods: 1}, scopes: [NotBestEffort]}  | {containers: [{name: c}]} | false
            {hard: {pods: 1}, scopes: [Terminating]}    | {activeDeadlineSeconds: 9, containers: [{name: c}]} | true
            {hard: {pods: 1}, scopes: [NotTerminating]} | {activeDeadlineSeconds: 9, containers: [{name: c}]} | false
            {hard: {pods: 1}, scopes: [NotTerminating]} | {containers: [{name: c}]} | true
            {hard: {pods: 1}, scopes: [PriorityClass]}  | {priorityClassName: system-node-critical, containers: [{name: c}]} | true
            {hard: {pods: 1}, scopes: [PriorityClass]}  | {containers: [{name: c}]} | false
            {hard: {pods: 1}, scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, values: [system-node-critical]}]}} | {priorityClassName: system-node-critical, containers: [{name: c}]} | true
            {hard: {pods: 1}, scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: NotIn, values: [system-node-critical]}]}} | {priorityClassName: system-node-critical, containers: [{name: c}]} | false
            {hard: {pods: 1}, scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: DoesNotExist}]}} | {containers: [{name: c}]} | true
            {hard: {pods: 1}, scopes: [CrossNamespacePodAffinity]} | {containers: [{name: c}]} | false
            {hard: {pods: 1}, scopes: [CrossNamespacePodAffinity]} | {affinity: {podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: z, namespaces: [b], labelSelector: {}}}]}}, containers: [{name: c}]} | true
            {hard: {pods: 1}, scopes: [VolumeAttributesClass]} | {containers: [{name: c}]} | false
            """)
    void aQuotaShouldMeanThePodsOfItsScopes(String quota, String spec, boolean meant) throws InputException {
        Manifests objects = expand(quota("spec: " + quota) + workload("Deployment", "replicas: 3", spec));
        assertThat(objects.pods()).hasSize(meant ? 1 : 3);
    }

    @Test
    void containersShouldSayWhatAQuotaCounts() throws InputException {
        String pod = "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop}, spec: {%s}}";
        Manifests objects = expand(quota("spec: {hard: {limits.cpu: 5}}")
                + pod.formatted("containers: [{name: c, " + ASKS + "}, {name: d}]"));
        assertThat(objects.pods()).isEmpty();
        assertThat(objects.warnings())
                .containsExactly("The Pod shop/p would be refused: failed quota: q: must specify limits.cpu for: d.");
        assertThat(expand(quota("spec: {hard: {limits.cpu: 5}}")
                                + pod.formatted("resources: {limits: {cpu: 2}}, containers: [{name: d}]"))
                        .pods())
                .hasSize(1);
    }

    @Test
    void whatIsThereShouldCount() throws InputException {
        String there =
                "{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: shop, uid: %s}, spec: {nodeName: n1, containers: [{name: c, "
                        + ASKS + "}]}, status: {phase: %s}}\n---\n";
        String web = workload("Deployment", "replicas: 5", "{containers: [{name: c, " + ASKS + "}]}");
        String pods = there.formatted("a", "a", "Running") + there.formatted("b", "b", "Succeeded");
        assertThat(expand(quota("spec: {hard: {pods: 4}}") + pods + web).pods()).hasSize(2 + 3);
        assertThat(expand(quota("spec: {hard: {pods: 4}}, status: {used: {pods: 3}}") + pods + web)
                        .pods())
                .hasSize(2 + 1);
    }

    @Test
    void overheadShouldCount() throws InputException {
        String kata =
                "{apiVersion: node.k8s.io/v1, kind: RuntimeClass, metadata: {name: kata}, handler: k, overhead: {podFixed: {cpu: 500m}}}\n---\n";
        Manifests objects = expand(kata
                + quota("spec: {hard: {requests.cpu: 2, limits.cpu: 100}}")
                + workload(
                        "Deployment",
                        "replicas: 5",
                        "{runtimeClassName: kata, containers: [{name: c, " + ASKS + "}]}"));
        assertThat(objects.pods()).hasSize(2);
    }
}
