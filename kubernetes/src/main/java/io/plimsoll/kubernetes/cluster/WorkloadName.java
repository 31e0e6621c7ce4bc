package io.plimsoll.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people call the workload that a pod belongs to.
 *
 * @param namespace its namespace
 * @param kind its kind; {@code Pod} for a pod that nothing made
 * @param name its name
 */
public record WorkloadName(String namespace, String kind, String name) {

    /** The name of an object itself. */
    public static WorkloadName of(HasMetadata object) {
        @Nullable String namespace = object.getMetadata().getNamespace();
        return new WorkloadName(
                namespace == null ? "default" : namespace,
                object.getKind(),
                object.getMetadata().getName());
    }

    /**
     * The workload of a pod: the Deployment in place of its ReplicaSet, whose name ends with the hash that is a label of the
     * pod, and the CronJob in place of its Job, whose name ends with the time of the run.
     */
    public static WorkloadName of(Pod pod) {
        WorkloadName own = of((HasMetadata) pod);
        for (OwnerReference owner : pod.getMetadata().getOwnerReferences()) {
            if (Boolean.TRUE.equals(owner.getController())) {
                return of(own.namespace(), owner, pod);
            }
        }
        return own;
    }

    private static WorkloadName of(String namespace, OwnerReference owner, Pod pod) {
        String name = owner.getName();
        @Nullable Map<String, String> labels = pod.getMetadata().getLabels();
        String end = labels == null ? "" : "-" + labels.getOrDefault("pod-template-hash", "");
        if (owner.getKind().equals("ReplicaSet") && end.length() > 1 && name.endsWith(end)) {
            return new WorkloadName(namespace, "Deployment", name.substring(0, name.length() - end.length()));
        }
        int dash = name.lastIndexOf('-');
        boolean run = dash > 0 && name.substring(dash + 1).matches("[0-9]{8,}");
        return owner.getKind().equals("Job") && run
                ? new WorkloadName(namespace, "CronJob", name.substring(0, dash))
                : new WorkloadName(namespace, owner.getKind(), name);
    }

    /** Namespace, kind and name. */
    @Override
    public String toString() {
        return namespace + "/" + kind + "/" + name;
    }
}
