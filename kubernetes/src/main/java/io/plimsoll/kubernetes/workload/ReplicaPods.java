package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.plimsoll.kubernetes.input.GeneratedNames;
import io.plimsoll.kubernetes.input.Manifests;
import org.jspecify.annotations.Nullable;

/** Pods that are all alike: of Deployments, ReplicaSets and ReplicationControllers. */
final class ReplicaPods {

    private static final int HASH_LETTERS = 10;

    private final PodFactory pods;
    private final Existing existing;
    private final Manifests.Builder made;

    ReplicaPods(PodFactory pods, Existing existing, Manifests.Builder made) {
        this.pods = pods;
        this.existing = existing;
        this.made = made;
    }

    void deployment(Deployment deployment) {
        Owner owner = Owner.of(deployment);
        if (existing.has(owner, ReplicaSet.class)) {
            return;
        }
        if (Boolean.TRUE.equals(deployment.getSpec().getPaused()) && existing.active(owner) == 0) {
            made.warn("The %s is paused and was given no pods.".formatted(owner));
            return;
        }
        PodTemplateSpec template = deployment.getSpec().getTemplate();
        String hash = GeneratedNames.letters(owner + "/" + template, HASH_LETTERS);
        Owner set = owner.made("apps/v1", "ReplicaSet", owner.name() + "-" + hash);
        int lacking = Workloads.count(deployment.getSpec().getReplicas(), 1) - existing.active(owner);
        make(set, template, lacking, hash);
    }

    void replicaSet(ReplicaSet set) {
        Owner owner = Owner.of(set);
        make(
                owner,
                set.getSpec().getTemplate(),
                Workloads.count(set.getSpec().getReplicas(), 1) - existing.active(owner),
                null);
    }

    void controller(ReplicationController controller) {
        Owner owner = Owner.of(controller);
        make(
                owner,
                controller.getSpec().getTemplate(),
                Workloads.count(controller.getSpec().getReplicas(), 1) - existing.active(owner),
                null);
    }

    private void make(Owner owner, PodTemplateSpec template, int count, @Nullable String hash) {
        if (count <= 0) {
            return;
        }
        GeneratedNames names = new GeneratedNames();
        existing.pods(owner).forEach(pod -> names.taken(pod.getMetadata().getName()));
        Pod first = pods.draft(owner, names.next(owner.name() + "-", owner + "/0"), template);
        if (hash != null) {
            first.getMetadata().getLabels().put("pod-template-hash", hash);
        }
        boolean admitted = pods.create(owner, first);
        for (int i = 1; admitted && i < count; i++) {
            admitted = pods.createLike(owner, first, names.next(owner.name() + "-", owner + "/" + i));
        }
    }
}
