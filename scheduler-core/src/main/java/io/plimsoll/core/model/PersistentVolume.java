package io.plimsoll.core.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What rules read of a persistent volume.
 *
 * @param name its name
 * @param labels labels, sorted by key
 * @param kind what it is
 * @param capacityBytes its size
 * @param available whether a claim may take it now
 * @param deleting whether it is being deleted
 * @param claim the claim it is reserved for, or null
 * @param topology nodes that reach it
 * @param driverVolume the volume as a CSI driver knows it; null when no driver does
 * @param migratedTopology nodes that reach it, of those where a driver has taken over from its in-tree plugin
 */
public record PersistentVolume(
        String name,
        SortedMap<String, String> labels,
        VolumeKind kind,
        long capacityBytes,
        boolean available,
        boolean deleting,
        @Nullable ClaimReference claim,
        VolumeTopology topology,
        @Nullable DriverVolume driverVolume,
        VolumeTopology migratedTopology) {

    /** @throws IllegalArgumentException when the name is empty */
    public PersistentVolume {
        Require.text("name of a persistent volume", name);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Whether it is reserved for this claim. */
    public boolean isFor(VolumeClaim other) {
        return claim != null
                && claim.name().equals(other.name())
                && claim.namespace().equals(other.namespace())
                && (claim.uid().isEmpty() || claim.uid().equals(other.uid()));
    }

    /** The nodes that reach it, as seen from a node of which this is known. */
    public VolumeTopology topology(@Nullable StorageNode node) {
        boolean migrated =
                driverVolume != null && node != null && node.migratedPlugins().contains(driverVolume.plugin());
        return migrated ? migratedTopology : topology;
    }

    /**
     * The claim that a volume is reserved for.
     *
     * @param namespace the claim's namespace
     * @param name its name
     * @param uid its unique id; empty for any
     */
    public record ClaimReference(String namespace, String name, String uid) {}
}
