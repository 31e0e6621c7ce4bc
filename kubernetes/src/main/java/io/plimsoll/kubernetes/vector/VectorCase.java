package io.plimsoll.kubernetes.vector;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.kubernetes.config.SchedulerProfile;
import java.util.List;

/**
 * A question to a scheduler, and the recorded answer.
 *
 * @param name its name
 * @param nodes the nodes
 * @param pods pods that are on nodes
 * @param pod the pod to be placed
 * @param nominated waiting pods that have a node in prospect
 * @param objects other objects of the cluster, of kinds that rules read
 * @param profile how the pod is placed
 * @param answer what kube-scheduler answered
 * @param preemption whether it was asked about preemption, too
 */
record VectorCase(
        String name,
        List<Node> nodes,
        List<Pod> pods,
        Pod pod,
        List<Pod> nominated,
        List<HasMetadata> objects,
        SchedulerProfile profile,
        Answer answer,
        boolean preemption) {

    /** How much there is to understand in it. */
    int size() {
        return nodes.size() + pods.size() + objects.size();
    }
}
