package io.plimsoll.kubernetes.input;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.kubernetes.api.model.storage.CSIDriver;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The kinds of objects that are modelled, with the API groups and versions that they were ever served in. */
final class Kinds {

    /**
     * A kind.
     *
     * @param name its name
     * @param type the class of today's version, which older ones are read into
     * @param namespaced whether its objects live in a namespace
     * @param versions group and version of each way to write it, the newest first
     */
    record Kind(String name, Class<? extends HasMetadata> type, boolean namespaced, List<String> versions) {}

    private static final Map<String, Kind> BY_NAME = new LinkedHashMap<>();

    static {
        cluster("Node", Node.class, "v1");
        cluster("Namespace", Namespace.class, "v1");
        cluster("PersistentVolume", PersistentVolume.class, "v1");
        namespaced("PersistentVolumeClaim", PersistentVolumeClaim.class, "v1");
        namespaced("Pod", Pod.class, "v1");
        namespaced("LimitRange", LimitRange.class, "v1");
        namespaced("ResourceQuota", ResourceQuota.class, "v1");
        namespaced("Service", Service.class, "v1");
        namespaced("ReplicationController", ReplicationController.class, "v1");
        cluster("PriorityClass", PriorityClass.class, versions("scheduling.k8s.io", "v1", "v1beta1", "v1alpha1"));
        cluster("RuntimeClass", RuntimeClass.class, versions("node.k8s.io", "v1", "v1beta1", "v1alpha1"));
        cluster("StorageClass", StorageClass.class, versions("storage.k8s.io", "v1", "v1beta1"));
        cluster("CSINode", CSINode.class, versions("storage.k8s.io", "v1", "v1beta1"));
        cluster("CSIDriver", CSIDriver.class, versions("storage.k8s.io", "v1", "v1beta1"));
        namespaced(
                "CSIStorageCapacity",
                CSIStorageCapacity.class,
                versions("storage.k8s.io", "v1", "v1beta1", "v1alpha1"));
        cluster("VolumeAttachment", VolumeAttachment.class, versions("storage.k8s.io", "v1", "v1beta1", "v1alpha1"));
        namespaced("PodDisruptionBudget", PodDisruptionBudget.class, "policy/v1", "policy/v1beta1");
        namespaced("PodGroup", PodGroup.class, "scheduling.x-k8s.io/v1alpha1", "scheduling.sigs.k8s.io/v1alpha1");
        namespaced("Deployment", Deployment.class, "apps/v1", "apps/v1beta2", "apps/v1beta1", "extensions/v1beta1");
        namespaced("ReplicaSet", ReplicaSet.class, "apps/v1", "apps/v1beta2", "extensions/v1beta1");
        namespaced("DaemonSet", DaemonSet.class, "apps/v1", "apps/v1beta2", "extensions/v1beta1");
        namespaced("StatefulSet", StatefulSet.class, "apps/v1", "apps/v1beta2", "apps/v1beta1");
        namespaced("Job", Job.class, "batch/v1");
        namespaced("CronJob", CronJob.class, "batch/v1", "batch/v1beta1", "batch/v2alpha1");
    }

    private Kinds() {}

    private static String[] versions(String group, String... versions) {
        String[] full = new String[versions.length];
        for (int i = 0; i < versions.length; i++) {
            full[i] = group + "/" + versions[i];
        }
        return full;
    }

    private static void cluster(String name, Class<? extends HasMetadata> type, String... versions) {
        BY_NAME.put(name, new Kind(name, type, false, List.of(versions)));
    }

    private static void namespaced(String name, Class<? extends HasMetadata> type, String... versions) {
        BY_NAME.put(name, new Kind(name, type, true, List.of(versions)));
    }

    /** The kind of this name, whatever its group. */
    static @Nullable Kind named(String name) {
        return BY_NAME.get(name);
    }

    static Kind of(Class<? extends HasMetadata> type) {
        for (Kind kind : BY_NAME.values()) {
            if (kind.type() == type) {
                return kind;
            }
        }
        throw new IllegalArgumentException("The type (%s) of an object must be one that is modelled.%nMaybe %s"
                .formatted(type.getName(), "the object was not read by ObjectReader."));
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** The API groups of all kinds; the first one, of the core, is empty. */
    static Set<String> groups() {
        Set<String> groups = new TreeSet<>();
        for (Kind kind : BY_NAME.values()) {
            kind.versions().forEach(version -> groups.add(group(version)));
        }
        return groups;
    }

    /** The group of an {@code apiVersion}; empty for the core. */
    static String group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }
}
