package io.plimsoll.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only Kubernetes says of a pod. {@link #NONE}, which pods of traces share, says nothing. Immutable; made by the
 * {@code with} methods.
 *
 * @param tolerations taints the pod does not mind
 * @param nodeAffinity which nodes it may run on and would like
 * @param podAffinity near which pods it must or would like to be
 * @param hostPorts ports of the node it takes
 * @param images normalised names ({@link #image}) of the images of its containers, those of init containers included; an
 *     image that two containers use is there twice
 * @param volumes volumes that matter
 * @param controller the workload that made it, or null
 * @param scored what it counts as where fullness is scored; null for its requests as they are
 * @param terminating whether it is being deleted: it holds its place, and spread constraints do not count it any more
 * @param resourceClaims whether it asks for devices by resource claims
 * @param preempted whether it is being deleted because a pod of higher priority takes its place
 * @param neverPreempts whether no pod may have to leave for it, whatever its priority
 */
public record PodRules(
        List<Toleration> tolerations,
        NodeAffinity nodeAffinity,
        PodAffinity podAffinity,
        List<HostPort> hostPorts,
        List<String> images,
        List<PodVolume> volumes,
        @Nullable OwnerReference controller,
        @Nullable ScoredRequests scored,
        boolean terminating,
        boolean resourceClaims,
        boolean preempted,
        boolean neverPreempts) {

    /** Says nothing. */
    public static final PodRules NONE = new PodRules(
            List.of(),
            NodeAffinity.ANY,
            PodAffinity.NONE,
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            false,
            false,
            false,
            false);

    /** Copies its arguments. */
    public PodRules {
        tolerations = List.copyOf(tolerations);
        hostPorts = List.copyOf(hostPorts);
        images = List.copyOf(images);
        volumes = List.copyOf(volumes);
    }

    /** The name of an image with its tag, which is {@code latest} when none is written. */
    public static String image(String name) {
        return name.lastIndexOf(':') > name.lastIndexOf('/') ? name : name + ":latest";
    }

    /** Whether the pod does not mind the taint. */
    public boolean tolerates(Taint taint) {
        for (Toleration toleration : tolerations) {
            if (toleration.tolerates(taint)) {
                return true;
            }
        }
        return false;
    }

    /** These rules with other tolerations. */
    public PodRules withTolerations(List<Toleration> other) {
        return new PodRules(
                other,
                nodeAffinity,
                podAffinity,
                hostPorts,
                images,
                volumes,
                controller,
                scored,
                terminating,
                resourceClaims,
                preempted,
                neverPreempts);
    }

    /** These rules with another node affinity. */
    public PodRules withNodeAffinity(NodeAffinity other) {
        return new PodRules(
                tolerations,
                other,
                podAffinity,
                hostPorts,
                images,
                volumes,
                controller,
                scored,
                terminating,
                resourceClaims,
                preempted,
                neverPreempts);
    }

    /** These rules with another pod affinity. */
    public PodRules withPodAffinity(PodAffinity other) {
        return new PodRules(
                tolerations,
                nodeAffinity,
                other,
                hostPorts,
                images,
                volumes,
                controller,
                scored,
                terminating,
                resourceClaims,
                preempted,
                neverPreempts);
    }

    /** These rules with other host ports. */
    public PodRules withHostPorts(List<HostPort> other) {
        return new PodRules(
                tolerations,
                nodeAffinity,
                podAffinity,
                other,
                images,
                volumes,
                controller,
                scored,
                terminating,
                resourceClaims,
                preempted,
                neverPreempts);
    }

    /** These rules with other images. */
    public PodRules withImages(List<String> other) {
        return new PodRules(
                tolerations,
                nodeAffinity,
                podAffinity,
                hostPorts,
                other,
                volumes,
                controller,
                scored,
                terminating,
                resourceClaims,
                preempted,
                neverPreempts);
    }

    /** These rules with other volumes. */
    public PodRules withVolumes(List<PodVolume> other) {
        return new PodRules(
                tolerations,
                nodeAffinity,
                podAffinity,
                hostPorts,
                images,
                other,
                controller,
                scored,
                terminating,
                resourceClaims,
                preempted,
                neverPreempts);
    }

    /** These rules of a pod that another workload made. */
    public PodRules withController(@Nullable OwnerReference other) {
        return new PodRules(
                tolerations,
                nodeAffinity,
                podAffinity,
                hostPorts,
                images,
                volumes,
                other,
                scored,
                terminating,
                resourceClaims,
                preempted,
                neverPreempts);
    }

    /** These rules with other amounts to be scored. */
    public PodRules withScored(@Nullable ScoredRequests other) {
        return new PodRules(
                tolerations,
                nodeAffinity,
                podAffinity,
                hostPorts,
                images,
                volumes,
                controller,
                other,
                terminating,
                resourceClaims,
                preempted,
                neverPreempts);
    }

    /** These rules of a pod that is being deleted, or is not. */
    public PodRules withTerminating(boolean other) {
        return new PodRules(
                tolerations,
                nodeAffinity,
                podAffinity,
                hostPorts,
                images,
                volumes,
                controller,
                scored,
                other,
                resourceClaims,
                preempted,
                neverPreempts);
    }

    /** These rules of a pod that has resource claims, or has none. */
    public PodRules withResourceClaims(boolean other) {
        return new PodRules(
                tolerations,
                nodeAffinity,
                podAffinity,
                hostPorts,
                images,
                volumes,
                controller,
                scored,
                terminating,
                other,
                preempted,
                neverPreempts);
    }

    /** These rules of a pod that is being deleted for one of higher priority, or is not being deleted. */
    public PodRules withPreempted(boolean other) {
        return new PodRules(
                tolerations,
                nodeAffinity,
                podAffinity,
                hostPorts,
                images,
                volumes,
                controller,
                scored,
                other,
                resourceClaims,
                other,
                neverPreempts);
    }

    /** These rules of a pod for which others may never, or may, have to leave. */
    public PodRules withNeverPreempts(boolean other) {
        return new PodRules(
                tolerations,
                nodeAffinity,
                podAffinity,
                hostPorts,
                images,
                volumes,
                controller,
                scored,
                terminating,
                resourceClaims,
                preempted,
                other);
    }
}
