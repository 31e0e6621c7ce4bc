package io.plimsoll.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.PodGroup;
import io.plimsoll.core.model.PodSpec;
import org.jspecify.annotations.Nullable;

/**
 * A pod that waits for a node.
 *
 * @param object the pod
 * @param spec the same as the core knows it
 * @param scheduler the name of the scheduler that it asks for
 * @param group the pod group that it is of; null when it is of none
 */
public record PendingPod(
        Pod object,
        PodSpec spec,
        String scheduler,
        @Nullable PodGroup group) {

    /** Namespace and name. */
    public String fullName() {
        return spec.namespace() + "/" + spec.name();
    }
}
