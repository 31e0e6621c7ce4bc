package io.plimsoll.core.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** A volume of a pod that says something about where the pod may run. Volumes that do not, such as secrets, are left out. */
public sealed interface PodVolume {

    /**
     * A claim.
     *
     * @param name the claim's name, in the pod's namespace
     * @param ephemeral whether the claim is made for this pod, which must own it
     */
    record Claim(String name, boolean ephemeral) implements PodVolume {}

    /**
     * A disk that is named without a claim.
     *
     * @param kind what kind of disk
     * @param id what makes it this disk
     * @param monitors of {@link DiskKind#RBD}, of which two sets that share one mean the same disk; empty of others
     * @param readOnly whether the pod only reads it
     */
    record Disk(DiskKind kind, String id, SortedSet<String> monitors, boolean readOnly) implements PodVolume {

        /** Copies its arguments. */
        public Disk {
            monitors = Collections.unmodifiableSortedSet(new TreeSet<>(monitors));
        }
    }

    /**
     * A volume that a CSI driver makes for the pod alone.
     *
     * @param driver the driver's name
     */
    record Inline(String driver) implements PodVolume {}

    /** Kinds of disks that are named without a claim and that two pods on one node may fight over. */
    enum DiskKind {
        /** {@code gcePersistentDisk}. */
        GCE,
        /** {@code awsElasticBlockStore}. */
        AWS,
        /** {@code iscsi}. */
        ISCSI,
        /** {@code rbd}. */
        RBD
    }
}
