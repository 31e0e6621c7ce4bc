package io.plimsoll.core.model;

/**
 * What rules read of a storage class.
 *
 * @param name its name
 * @param provisioner who makes volumes of the class; empty or {@link #NO_PROVISIONER} for nobody
 * @param waits whether a claim gets its volume only when a pod that uses it is scheduled
 * @param topology the nodes for which volumes can be made
 * @param takenOverBy the CSI driver that has taken over from the provisioner, if that is an in-tree plugin; else empty
 */
public record StorageClass(
        String name, String provisioner, boolean waits, VolumeTopology topology, String takenOverBy) {

    /** Stands for nobody where a provisioner must be named. */
    public static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";

    /** Stands between namespace and name of a claim in a handle; no driver has it in one. */
    private static final String UNMADE = "\n";

    /** @throws IllegalArgumentException when the name is empty */
    public StorageClass {
        Require.text("name of a storage class", name);
    }

    /** Whether somebody makes volumes of the class. */
    public boolean provisions() {
        return !provisioner.isEmpty() && !provisioner.equals(NO_PROVISIONER);
    }

    /** The volume that is to be made for a claim. */
    public DriverVolume unmade(VolumeClaim claim) {
        String handle = claim.namespace() + UNMADE + claim.name();
        return takenOverBy.isEmpty()
                ? DriverVolume.of(provisioner, handle)
                : new DriverVolume(provisioner, takenOverBy, handle);
    }
}
