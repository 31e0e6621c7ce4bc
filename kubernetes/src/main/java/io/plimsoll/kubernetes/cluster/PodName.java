package io.plimsoll.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.policy.NearestName;
import io.plimsoll.kubernetes.input.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A pod as people name it: {@code name}, {@code namespace/name}, or by the workload that made it: {@code
 * deployment/web}, {@code namespace/statefulset/db}; of a workload's pods it means the first one that has no node, or the first
 * one.
 */
final class PodName {

    private static final Map<String, String> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("pod", "Pod"),
            Map.entry("pods", "Pod"),
            Map.entry("po", "Pod"),
            Map.entry("deployment", "Deployment"),
            Map.entry("deployments", "Deployment"),
            Map.entry("deploy", "Deployment"),
            Map.entry("replicaset", "ReplicaSet"),
            Map.entry("rs", "ReplicaSet"),
            Map.entry("statefulset", "StatefulSet"),
            Map.entry("statefulsets", "StatefulSet"),
            Map.entry("sts", "StatefulSet"),
            Map.entry("daemonset", "DaemonSet"),
            Map.entry("daemonsets", "DaemonSet"),
            Map.entry("ds", "DaemonSet"),
            Map.entry("job", "Job"),
            Map.entry("jobs", "Job"),
            Map.entry("cronjob", "CronJob"),
            Map.entry("cronjobs", "CronJob"),
            Map.entry("cj", "CronJob"),
            Map.entry("replicationcontroller", "ReplicationController"),
            Map.entry("rc", "ReplicationController")));

    /** What a workload makes that makes the pods. */
    private static final Map<String, String> BETWEEN = Map.of("Deployment", "ReplicaSet", "CronJob", "Job");

    private final String text;
    private final @Nullable String namespace;
    private final String kind;
    private final String name;

    private PodName(String text) {
        this.text = text;
        String[] parts = text.split("/", -1);
        @Nullable String named = parts.length < 2 ? null : KINDS.get(parts[parts.length - 2].toLowerCase(Locale.ROOT));
        this.name = parts[parts.length - 1];
        this.kind = named == null ? "Pod" : named;
        int before = parts.length - (named == null ? 1 : 2);
        if (before > 1 || name.isEmpty()) {
            throw problem(
                    "must be NAME, NAMESPACE/NAME, KIND/NAME or NAMESPACE/KIND/NAME",
                    "Maybe the kind is not one that has pods: deployment, statefulset, daemonset, job, cronjob.");
        }
        this.namespace = before == 1 ? parts[0] : null;
    }

    /**
     * The pod of this name.
     *
     * @throws IllegalArgumentException when there is none, or several
     */
    static Pod find(String text, Manifests objects) {
        return new PodName(text).find(objects);
    }

    private Pod find(Manifests objects) {
        List<Pod> found = new ArrayList<>();
        TreeSet<String> namespaces = new TreeSet<>();
        TreeSet<String> names = new TreeSet<>();
        for (Pod pod : objects.pods()) {
            names.add(pod.getMetadata().getName());
            if (namespace == null || namespace.equals(pod.getMetadata().getNamespace())) {
                if (isMeant(pod)) {
                    found.add(pod);
                    namespaces.add(pod.getMetadata().getNamespace());
                }
            }
        }
        if (found.isEmpty()) {
            @Nullable String near = NearestName.of(name, names);
            throw problem(
                    "must be there",
                    near == null
                            ? "Maybe it is in another file, or its workload has no pods."
                            : "Maybe " + near + " was meant.");
        }
        if (namespaces.size() > 1) {
            throw problem(
                    "must be in one namespace, not in " + String.join(", ", namespaces),
                    "Maybe " + namespaces.first() + "/" + text + " was meant.");
        }
        return found.stream()
                .filter(pod -> pod.getSpec().getNodeName() == null)
                .findFirst()
                .orElse(found.get(0));
    }

    private boolean isMeant(Pod pod) {
        if (kind.equals("Pod")) {
            return pod.getMetadata().getName().equals(name);
        }
        @Nullable OwnerReference owner = controller(pod);
        if (owner == null) {
            return false;
        }
        return owner.getKind().equals(kind)
                ? owner.getName().equals(name)
                : owner.getKind().equals(BETWEEN.get(kind)) && isMadeBy(owner.getName());
    }

    /** Whether what controls the pod bears the name that this workload gives: its own, a dash, and something without one. */
    private boolean isMadeBy(String made) {
        int dash = made.lastIndexOf('-');
        return dash > 0 && made.substring(0, dash).equals(name);
    }

    private static @Nullable OwnerReference controller(Pod pod) {
        for (OwnerReference reference : pod.getMetadata().getOwnerReferences()) {
            if (Boolean.TRUE.equals(reference.getController())) {
                return reference;
            }
        }
        return null;
    }

    private IllegalArgumentException problem(String rule, String advice) {
        return new IllegalArgumentException("The pod (%s) %s.%n%s".formatted(text, rule, advice));
    }
}
