package io.plimsoll.core.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What rules read of objects that are neither nodes nor pods. Immutable.
 *
 * @param namespaces labels of the namespaces, by name
 * @param selectors services and workloads that select pods
 * @param storage volumes and those who make and attach them
 */
public record ClusterObjects(
        SortedMap<String, SortedMap<String, String>> namespaces, List<SelectingObject> selectors, Storage storage) {

    /** No objects. */
    public static final ClusterObjects NONE = new ClusterObjects(new TreeMap<>(), List.of(), Storage.NONE);

    private static final SortedMap<String, String> NO_LABELS = Collections.unmodifiableSortedMap(new TreeMap<>());

    /** Copies its arguments. */
    public ClusterObjects {
        SortedMap<String, SortedMap<String, String>> copy = new TreeMap<>();
        namespaces.forEach((name, labels) -> copy.put(name, Collections.unmodifiableSortedMap(new TreeMap<>(labels))));
        namespaces = Collections.unmodifiableSortedMap(copy);
        selectors = List.copyOf(selectors);
    }

    /** The labels of a namespace, none when nothing is known of it. */
    public SortedMap<String, String> labelsOfNamespace(String name) {
        return namespaces.getOrDefault(name, NO_LABELS);
    }

    /** These objects with other namespaces. */
    public ClusterObjects withNamespaces(SortedMap<String, SortedMap<String, String>> other) {
        return new ClusterObjects(other, selectors, storage);
    }

    /** These objects with other services and workloads. */
    public ClusterObjects withSelectors(List<SelectingObject> other) {
        return new ClusterObjects(namespaces, other, storage);
    }

    /** These objects with other volumes. */
    public ClusterObjects withStorage(Storage other) {
        return new ClusterObjects(namespaces, selectors, other);
    }
}
