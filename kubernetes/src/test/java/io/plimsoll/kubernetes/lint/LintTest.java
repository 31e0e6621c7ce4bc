package io.plimsoll.kubernetes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.input.ObjectReader;
import io.plimsoll.kubernetes.workload.Workloads;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LintTest {

    private static final String NODES = """
            ---
            {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {host: n1}}, status: {allocatable: {cpu: 4, memory: 8Gi, pods: 9}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: n2, labels: {host: n2, disk: ssd}}, status: {allocatable: {cpu: 4, memory: 8Gi, pods: 9}}}
            ---
            """;

    private static final String ASKS = "resources: {requests: {cpu: 1, memory: 1Gi}}";

    private static List<Finding> lint(String yaml) throws InputException {
        return Lint.of(new ClusterSnapshot(
                Workloads.expand(
                        new ObjectReader(Problems.strict()).read("x.yaml", yaml).finish()),
                SchedulerConfig.byDefault()));
    }

    private static String deployment(int replicas, String spec) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: web}}
                  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, %s}]%s}}
                ---
                """.formatted(replicas, ASKS, spec);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", nodeSelector: {disk: hdd} | ERROR | spec.template.spec | must fit a node that has no pods: 0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector",
                ", priorityClassName: top | ERROR | spec.template.spec.priorityClassName (top) | must name a PriorityClass that is there",
                ", volumes: [{name: v, persistentVolumeClaim: {claimName: data}}] | ERROR | spec.template.spec.volumes[0].persistentVolumeClaim.claimName (data) | must name a claim that is there",
                ", affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: host, labelSelector: {matchLabels: {app: web}}}]}} | ERROR | spec.template.spec.affinity.podAntiAffinity (host) | must leave room for all 3 pods: they keep each other away and there are 2 such domains",
                ", affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: host, labelSelector: {matchLabels: {app: wep}}}]}} | ERROR | spec.template.spec.affinity.podAffinity | must select a pod: none has such labels in these namespaces",
                ", affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: host, labelSelector: {matchLabels: {app: wep}}}]}} | WARNING | spec.template.spec.affinity.podAntiAffinity | must select a pod: none has such labels in these namespaces",
                ", topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: web}}}] | WARNING | spec.template.spec.topologySpreadConstraints.topologyKey (zone) | must be a label of some node",
            })
    void whatAWorkloadAsksInVainShouldBeFound(String spec, String severity, String field, String rule)
            throws InputException {
        List<Finding> findings = lint(NODES + deployment(3, spec));
        assertThat(findings)
                .anySatisfy(finding -> {
                    assertThat(finding.severity()).hasToString(severity);
                    assertThat(finding.place()).isEqualTo("x.yaml:6");
                    assertThat(finding.object()).isEqualTo("Deployment shop/web");
                    assertThat(finding.field()).isEqualTo(field);
                    assertThat(finding.rule()).isEqualTo(rule);
                })
                .allSatisfy(finding -> assertThat(finding.render())
                        .startsWith("x.yaml:6: The spec.")
                        .contains(System.lineSeparator() + "  Maybe ")
                        .endsWith("."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{apiVersion: v1, kind: Service, metadata: {name: s, namespace: shop}, spec: {selector: {app: wep}}} | Service shop/s | spec.selector | must select a pod of its namespace",
                "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {app: web}}} | Service default/s | spec.selector | must select a pod of its namespace",
                "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b, namespace: shop}, spec: {selector: {matchLabels: {app: x}}}} | PodDisruptionBudget shop/b | spec.selector | must select a pod of its namespace",
                "{apiVersion: v1, kind: Node, metadata: {name: n3}, spec: {taints: [{key: gpu, value: a, effect: NoSchedule}]}} | Node n3 | spec.taints (gpu=a) | must be tolerated by some pod, or the node stays empty",
                "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: a}, {name: b, resources: {limits: {cpu: 1, memory: 1Gi}}}]}} | Pod default/p | spec.containers (a) | must request CPU and memory to count where nodes are filled",
            })
    void whatMeansNothingShouldBeAWarning(String object, String name, String field, String rule) throws InputException {
        List<Finding> findings = lint(NODES + deployment(2, "") + object);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.place()).isEqualTo("x.yaml:14");
            assertThat(finding.object()).isEqualTo(name);
            assertThat(finding.field()).isEqualTo(field);
            assertThat(finding.rule()).isEqualTo(rule);
        });
        assertThat(FindingJson.text(findings)).contains("\"severity\" : \"warning\"", "\"object\" : \"" + name + "\"");
    }

    @Test
    void aClusterThatIsFineShouldHaveNoFindings() throws InputException {
        String fine = NODES
                + deployment(
                        2,
                        ", nodeSelector: {disk: ssd}, affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
                                + "[{topologyKey: host, labelSelector: {matchLabels: {app: web}}}]}}")
                + "{apiVersion: v1, kind: Service, metadata: {name: s, namespace: shop}, spec: {selector: {app: web}}}\n---\n"
                + "{apiVersion: batch/v1, kind: CronJob, metadata: {name: c}, spec: {schedule: '0 0 * * *', jobTemplate: {spec: "
                + "{template: {spec: {restartPolicy: Never, containers: [{name: c, " + ASKS + "}]}}}}}}\n";
        assertThat(lint(fine)).isEmpty();
    }

    @Test
    void aCronJobShouldBeLookedAtByItsFirstRun() throws InputException {
        String job =
                "{apiVersion: batch/v1, kind: CronJob, metadata: {name: c}, spec: {schedule: '0 0 * * *', jobTemplate: {spec: "
                        + "{template: {spec: {restartPolicy: Never, containers: [{name: c, resources: {requests: {cpu: 9, memory: 1Gi}}}]}}}}}}\n";
        assertThat(lint(NODES + job)).singleElement().satisfies(finding -> {
            assertThat(finding.object()).isEqualTo("CronJob default/c");
            assertThat(finding.field()).isEqualTo("spec.jobTemplate.spec.template.spec");
            assertThat(finding.rule()).contains("2 Insufficient cpu");
        });
    }

    @Test
    void withoutNodesNothingShouldBeSaidAboutThem() throws InputException {
        assertThat(lint("---\n" + deployment(3, ", nodeSelector: {disk: hdd}"))).isEmpty();
    }
}
