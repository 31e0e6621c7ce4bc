package io.plimsoll.benchmarks;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.kubernetes.input.ObjectReader;
import io.plimsoll.kubernetes.model.PodConverter;

/** The pods of {@link KubernetesWorkloads}, written as people write them and read as a cluster's objects are. */
final class PodTemplates {

    static final String USUAL = "{cpu: 100m, memory: 500Mi}";
    static final String HOST = "kubernetes.io/hostname";
    static final String ZONE = "topology.kubernetes.io/zone";
    static final String HERE = "namespaces: [sched-0, sched-1]";
    static final String TEAM = "namespaceSelector: {matchLabels: {team: devops}}";

    private PodTemplates() {}

    /** A pod that asks for 0.1 cores and 500 MiB. */
    static PodSpec basic() {
        return pod("default", "", USUAL, "");
    }

    /**
     * A pod.
     *
     * @param labels {@code key: value}, or nothing
     * @param requests a map as YAML
     * @param spec further fields of the pod's spec as YAML in one line each
     */
    static PodSpec pod(String namespace, String labels, String requests, String spec) {
        return pod(namespace, labels, requests, "containerPort: 80", spec);
    }

    /** A pod with its one port. */
    static PodSpec pod(String namespace, String labels, String requests, String port, String spec) {
        String yaml = """
                apiVersion: v1
                kind: Pod
                metadata: {name: pod, namespace: %s, labels: {%s}}
                spec:
                  containers:
                  - name: pause
                    image: registry.k8s.io/pause:3.10.1
                    ports: [{%s}]
                    resources: {requests: %s}
                  %s
                """.formatted(namespace, labels, port, requests, spec);
        ObjectReader reader = new ObjectReader(Problems.strict());
        try {
            return PodConverter.waiting(
                    reader.read("template", yaml).finish().pods().get(0));
        } catch (InputException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A pod with a term about pods of its own colour. */
    static PodSpec withTerm(String namespace, String colour, boolean must, boolean anti, String key, String where) {
        String term = "labelSelector: {matchLabels: {color: %s}}, topologyKey: %s, %s".formatted(colour, key, where);
        String kind = anti ? "podAntiAffinity" : "podAffinity";
        String terms = must
                ? "requiredDuringSchedulingIgnoredDuringExecution: [{" + term + "}]"
                : "preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {" + term + "}}]";
        return pod(namespace, "color: " + colour, USUAL, "affinity: {" + kind + ": {" + terms + "}}");
    }

    /** A pod that is spread over the zones with others of its colour. */
    static PodSpec spread(String namespace, String colour, boolean must) {
        return pod(
                namespace,
                "color: " + colour,
                USUAL,
                ("topologySpreadConstraints: [{maxSkew: 5, topologyKey: %s, whenUnsatisfiable: %s,"
                                + " labelSelector: {matchLabels: {color: %s}}}]")
                        .formatted(ZONE, must ? "DoNotSchedule" : "ScheduleAnyway", colour));
    }
}
