package io.plimsoll.core.model;

/**
 * The workload object that made a pod, in the pod's namespace.
 *
 * @param kind for example {@code ReplicaSet}
 * @param name its name
 */
public record OwnerReference(String kind, String name) {

    /** @throws IllegalArgumentException when a text is empty */
    public OwnerReference {
        Require.text("kind of an owner", kind);
        Require.text("name of an owner", name);
    }
}
