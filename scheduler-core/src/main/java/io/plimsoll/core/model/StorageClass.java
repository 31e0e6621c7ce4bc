package io.plimsoll.core.model;

/**
 * What rules read of a storage class.
 *
 * @param name its name
 * @param provisioner who makes volumes of the class; empty or {@link #NO_PROVISIONER} for nobody
 * @param waits whether a claim gets its volume only when a pod that uses it is scheduled
 * @param topology the nodes for which volumes can be made
 */
public record StorageClass(String name, String provisioner, boolean waits, VolumeTopology topology) {

    /** Stands for nobody where a provisioner must be named. */
    public static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";

    /** @throws IllegalArgumentException when the name is empty */
    public StorageClass {
        Require.text("name of a storage class", name);
    }

    /** Whether somebody makes volumes of the class. */
    public boolean provisions() {
        return !provisioner.isEmpty() && !provisioner.equals(NO_PROVISIONER);
    }
}
