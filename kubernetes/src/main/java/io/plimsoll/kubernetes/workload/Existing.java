package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.plimsoll.kubernetes.input.Manifests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What workloads have already, by their owner references. */
final class Existing {

    private final Map<String, List<HasMetadata>> byOwner = new HashMap<>();

    Existing(Manifests objects) {
        objects.pods().forEach(this::put);
        objects.all(ReplicaSet.class).forEach(this::put);
        objects.all(Job.class).forEach(this::put);
    }

    private void put(HasMetadata object) {
        @Nullable OwnerReference owner = Owner.controller(object);
        if (owner == null) {
            return;
        }
        String namespace = object.getMetadata().getNamespace();
        add(owner.getKind(), namespace, owner.getName(), object);
        @Nullable String hash = label(object, "pod-template-hash");
        if (object instanceof Pod && hash != null && owner.getName().endsWith("-" + hash)) {
            // Its Deployment has the name of its ReplicaSet without the hash.
            String name = owner.getName().substring(0, owner.getName().length() - hash.length() - 1);
            add("Deployment", namespace, name, object);
        }
    }

    private static @Nullable String label(HasMetadata object, String key) {
        @Nullable Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? null : labels.get(key);
    }

    private void add(String kind, String namespace, String name, HasMetadata object) {
        byOwner.computeIfAbsent(key(kind, namespace, name), key -> new ArrayList<>())
                .add(object);
    }

    private static String key(String kind, String namespace, String name) {
        return kind + "/" + namespace + "/" + name;
    }

    private List<HasMetadata> of(Owner owner) {
        return byOwner.getOrDefault(key(owner.kind(), owner.namespace(), owner.name()), List.of());
    }

    /** Whether a workload has made others of a type. */
    boolean has(Owner owner, Class<? extends HasMetadata> type) {
        return of(owner).stream().anyMatch(type::isInstance);
    }

    /** All pods of a workload. */
    List<Pod> pods(Owner owner) {
        return of(owner).stream()
                .filter(Pod.class::isInstance)
                .map(Pod.class::cast)
                .toList();
    }

    /** How many pods of a workload run or will, and are not being deleted. */
    int active(Owner owner) {
        return (int) pods(owner).stream().filter(Existing::isActive).count();
    }

    static boolean isActive(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null && !isIn(pod, "Succeeded") && !isIn(pod, "Failed");
    }

    static boolean isIn(Pod pod, String phase) {
        return pod.getStatus() != null && phase.equals(pod.getStatus().getPhase());
    }
}
