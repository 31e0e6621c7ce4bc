package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.plimsoll.kubernetes.input.GeneratedNames;
import io.plimsoll.kubernetes.input.Manifests;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the claims of pods: those of a stateful set, and those that live as long as one pod. */
final class Claims {

    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    private Claims() {}

    /** Makes the claims of a stateful set's pod that are not there yet, and has the pod use them. */
    static void ofStatefulSet(StatefulSet set, Pod pod, Manifests.Builder made) {
        List<Volume> volumes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (PersistentVolumeClaim template : set.getSpec().getVolumeClaimTemplates()) {
            String volume = template.getMetadata().getName();
            String claim = volume + "-" + pod.getMetadata().getName();
            names.add(volume);
            volumes.add(new VolumeBuilder()
                    .withName(volume)
                    .withNewPersistentVolumeClaim()
                    .withClaimName(claim)
                    .endPersistentVolumeClaim()
                    .build());
            ObjectMeta given = template.getMetadata();
            ObjectMeta metadata = new ObjectMeta();
            metadata.setLabels(set.getSpec().getSelector().getMatchLabels());
            metadata.setAnnotations(given.getAnnotations());
            add(pod, claim, metadata, template.getSpec(), made);
        }
        for (Volume given : pod.getSpec().getVolumes()) {
            if (!names.contains(given.getName())) {
                volumes.add(given);
            }
        }
        pod.getSpec().setVolumes(volumes);
    }

    /** Makes the claim of an ephemeral volume. */
    static void ofEphemeral(Pod pod, Volume volume, Manifests.Builder made) {
        var template = volume.getEphemeral().getVolumeClaimTemplate();
        ObjectMeta metadata = new ObjectMeta();
        if (template.getMetadata() != null) {
            metadata.setLabels(template.getMetadata().getLabels());
            metadata.setAnnotations(template.getMetadata().getAnnotations());
        }
        ObjectMeta of = pod.getMetadata();
        metadata.setOwnerReferences(
                List.of(new Owner("v1", "Pod", of.getNamespace(), of.getName(), of.getUid()).reference()));
        add(pod, of.getName() + "-" + volume.getName(), metadata, template.getSpec(), made);
    }

    private static void add(
            Pod pod, String name, ObjectMeta metadata, PersistentVolumeClaimSpec spec, Manifests.Builder made) {
        String namespace = pod.getMetadata().getNamespace();
        metadata.setName(name);
        metadata.setNamespace(namespace);
        metadata.setUid(GeneratedNames.uid("PersistentVolumeClaim", namespace, name));
        made.add(new PersistentVolumeClaimBuilder()
                .withMetadata(metadata)
                .withSpec(spec)
                .withNewStatus()
                .withPhase("Pending")
                .endStatus()
                .build());
    }

    /** Gives claims that name no storage class the cluster's default one, when there is one. */
    static void setDefaultClass(Manifests objects) {
        @Nullable String name = defaultClass(objects);
        if (name == null) {
            return;
        }
        for (PersistentVolumeClaim claim : objects.all(PersistentVolumeClaim.class)) {
            boolean open = claim.getSpec() != null
                    && claim.getSpec().getStorageClassName() == null
                    && (claim.getSpec().getVolumeName() == null
                            || claim.getSpec().getVolumeName().isEmpty());
            if (open && !annotations(claim).containsKey("volume.beta.kubernetes.io/storage-class")) {
                claim.getSpec().setStorageClassName(name);
            }
        }
    }

    /** The newest of the default classes, of those the first by name. */
    private static @Nullable String defaultClass(Manifests objects) {
        @Nullable StorageClass found = null;
        for (StorageClass type : objects.all(StorageClass.class)) {
            if (annotations(type).getOrDefault(DEFAULT_CLASS, "").equals("true")
                    && (found == null || isBefore(type, found))) {
                found = type;
            }
        }
        return found == null ? null : found.getMetadata().getName();
    }

    private static boolean isBefore(StorageClass one, StorageClass other) {
        int age = created(other).compareTo(created(one));
        return age < 0
                || (age == 0
                        && one.getMetadata()
                                        .getName()
                                        .compareTo(other.getMetadata().getName())
                                < 0);
    }

    private static String created(HasMetadata object) {
        @Nullable String created = object.getMetadata().getCreationTimestamp();
        return created == null ? "" : created;
    }

    private static Map<String, String> annotations(HasMetadata object) {
        @Nullable Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
