package io.plimsoll.core.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which pods of the cluster are meant, by namespace and labels.
 *
 * @param labels the labels the pods must have
 * @param namespaces pods of these namespaces; the namespace of the pod that says so is among them where Kubernetes would
 *     take it by default
 * @param namespaceLabels and pods of namespaces with such labels; {@link LabelSelector#NOTHING} when not given, and one
 *     without requirements means every namespace
 */
public record PodSelector(LabelSelector labels, SortedSet<String> namespaces, LabelSelector namespaceLabels) {

    /** Copies its arguments. */
    public PodSelector {
        namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    }

    /**
     * Whether a pod is meant.
     *
     * @param labelsOfNamespace the labels of its namespace, none when nothing is known of that
     */
    public boolean matches(String namespace, Map<String, String> labelsOfNamespace, Map<String, String> labelsOfPod) {
        return (namespaces.contains(namespace) || namespaceLabels.matches(labelsOfNamespace))
                && labels.matches(labelsOfPod);
    }

    /**
     * As kube-scheduler sees the terms of the pod that it is placing: it looks up the namespaces with such labels, and then
     * asks again as if no namespace had labels. So a selector that those pass means pods of every namespace.
     */
    public PodSelector asOwn() {
        return namespaceLabels.matches(Map.of())
                ? new PodSelector(labels, new TreeSet<>(), LabelSelector.of(Map.of()))
                : this;
    }
}
