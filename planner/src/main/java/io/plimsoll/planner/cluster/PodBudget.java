package io.plimsoll.planner.cluster;

import io.plimsoll.core.model.LabelSelector;
import org.jspecify.annotations.Nullable;

/**
 * How many pods of a group must stay on nodes when somebody disturbs them, as a PodDisruptionBudget says.
 *
 * @param name how people call it
 * @param namespace the namespace of the pods; empty for any
 * @param selector the labels of the pods; null when it means the pods of the owner
 * @param owner the workload whose pods it means; empty when it goes by labels
 * @param atLeast how many of them must be on nodes
 */
public record PodBudget(
        String name, String namespace, @Nullable LabelSelector selector, String owner, int atLeast) {

    /** Whether it means a pod. */
    public boolean means(PlanPod pod) {
        if (selector == null) {
            return pod.owner().equals(owner);
        }
        return pod.wanted().namespace().equals(namespace)
                && selector.matches(pod.wanted().labels());
    }
}
