package io.plimsoll.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.PodSpec;

/**
 * A pod that waits for a node.
 *
 * @param object the pod
 * @param spec the same as the core knows it
 * @param scheduler the name of the scheduler that it asks for
 */
public record PendingPod(Pod object, PodSpec spec, String scheduler) {

    /** Namespace and name. */
    public String fullName() {
        return spec.namespace() + "/" + spec.name();
    }
}
