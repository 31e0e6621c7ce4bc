package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.plimsoll.kubernetes.input.GeneratedNames;
import io.plimsoll.kubernetes.input.Manifests;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes pods of a workload's template, as its controller and the API server do together. */
final class PodFactory {

    private final Admission admission;
    private final Quotas quotas;
    private final Manifests.Builder made;

    /**
     * @param admission what the API server does to each pod
     * @param quotas how many pods, and how much of them, it lets in
     * @param made gets the pods, and what comes with them
     */
    PodFactory(Admission admission, Quotas quotas, Manifests.Builder made) {
        this.admission = admission;
        this.quotas = quotas;
        this.made = made;
    }

    /** A pod that is not yet admitted; metadata and specification are its own. */
    Pod draft(Owner owner, String name, PodTemplateSpec template) {
        Pod pod = new PodBuilder()
                .withMetadata(metadata(owner, name, template))
                .withSpec(template.getSpec())
                .build();
        pod.getMetadata().setLabels(copy(pod.getMetadata().getLabels()));
        pod.getMetadata().setAnnotations(copy(pod.getMetadata().getAnnotations()));
        return pod;
    }

    private static ObjectMeta metadata(Owner owner, String name, PodTemplateSpec template) {
        ObjectMetaBuilder metadata = new ObjectMetaBuilder().withName(name).withNamespace(owner.namespace());
        @Nullable ObjectMeta given = template.getMetadata();
        if (given != null) {
            metadata.withLabels(given.getLabels()).withAnnotations(given.getAnnotations());
        }
        return metadata.withUid(GeneratedNames.uid("Pod", owner.namespace(), name))
                .withOwnerReferences(owner.reference())
                .build();
    }

    private static Map<String, String> copy(@Nullable Map<String, String> labels) {
        return labels == null ? new LinkedHashMap<>() : new LinkedHashMap<>(labels);
    }

    /** Admits a pod and adds it; false, and a warning, when the API server would refuse it. */
    boolean create(Owner owner, Pod pod) {
        try {
            admission.admit(pod);
        } catch (RejectedException e) {
            made.warn("The pods of %s were not made: %s.".formatted(owner, e.reason()));
            return false;
        }
        return addWithinQuota(owner, pod);
    }

    private boolean addWithinQuota(Owner owner, Pod pod) {
        @Nullable String refusal = quotas.take(pod);
        if (refusal == null) {
            add(pod, "");
        } else {
            made.warn("No more pods of %s were made: %s.".formatted(owner, refusal));
        }
        return refusal == null;
    }

    /** Admits a copy of a pod that no workload makes, and adds it. */
    void createAlone(Pod pod, String place) {
        ObjectMeta of = pod.getMetadata();
        Owner self = new Owner("v1", "Pod", of.getNamespace(), of.getName(), "");
        Pod copy = new PodBuilder(pod).build();
        copy.getMetadata().setUid(GeneratedNames.uid("Pod", of.getNamespace(), of.getName()));
        try {
            admission.admit(copy);
            @Nullable String refusal = quotas.take(copy);
            if (refusal != null) {
                throw new RejectedException(refusal);
            }
            add(copy, place);
        } catch (RejectedException e) {
            made.warn("The %s would be refused: %s.".formatted(self, e.reason()));
        }
    }

    /** Adds a pod that differs from an admitted one by its name alone; false, and a warning, when a quota has no room for it. */
    boolean createLike(Owner owner, Pod admitted, String name) {
        ObjectMeta metadata = new ObjectMetaBuilder(admitted.getMetadata())
                .withName(name)
                .withUid(GeneratedNames.uid("Pod", admitted.getMetadata().getNamespace(), name))
                .build();
        Pod pod = new Pod();
        pod.setMetadata(metadata);
        pod.setSpec(admitted.getSpec());
        return addWithinQuota(owner, pod);
    }

    private void add(Pod pod, String place) {
        made.add(pod, place);
        PodSpec spec = pod.getSpec();
        for (Volume volume : spec.getVolumes()) {
            if (volume.getEphemeral() != null && volume.getEphemeral().getVolumeClaimTemplate() != null) {
                Claims.ofEphemeral(pod, volume, made);
            }
        }
    }
}
