package io.plimsoll.core.model;

import java.util.List;
import java.util.TreeSet;

/**
 * An object that selects pods of its namespace: a service, or a workload that makes them.
 *
 * @param kind {@link #SERVICE}, {@code ReplicaSet}, {@code StatefulSet} or {@code ReplicationController}
 * @param namespace its namespace
 * @param name its name
 * @param selector which pods
 */
public record SelectingObject(String kind, String namespace, String name, LabelSelector selector) {

    /** The kind of services. */
    public static final String SERVICE = "Service";

    /** The kind of replication controllers, whose selectors are as simple as those of services. */
    public static final String REPLICATION_CONTROLLER = "ReplicationController";

    /** @throws IllegalArgumentException when a text is empty */
    public SelectingObject {
        Require.text("kind of an object", kind);
        Require.text("namespace of an object", namespace);
        Require.text("name of an object", name);
    }

    /** The pods it selects. */
    public PodSelector pods() {
        return new PodSelector(selector, new TreeSet<>(List.of(namespace)), LabelSelector.NOTHING);
    }
}
