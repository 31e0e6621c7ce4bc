package io.plimsoll.core.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How many pods of an application may be disrupted now (a PodDisruptionBudget of Kubernetes, with its status).
 *
 * @param namespace the namespace of the pods
 * @param name its name
 * @param selector the pods; one that selects everything counts for none, as in kube-scheduler
 * @param disruptionsAllowed how many pods may be disrupted now
 * @param disruptedPods names of pods whose disruption was allowed already; they do not count again
 */
public record DisruptionBudget(
        String namespace,
        String name,
        LabelSelector selector,
        int disruptionsAllowed,
        SortedSet<String> disruptedPods) {

    /** Copies its arguments. */
    public DisruptionBudget {
        Require.text("namespace of a disruption budget", namespace);
        Require.text("name of a disruption budget", name);
        disruptedPods = Collections.unmodifiableSortedSet(new TreeSet<>(disruptedPods));
    }

    /** Whether the budget is about pods of this namespace with these labels. */
    public boolean isAbout(String podNamespace, SortedMap<String, String> labels) {
        return !selector.isEmpty() && !labels.isEmpty() && namespace.equals(podNamespace) && selector.matches(labels);
    }
}
