package io.plimsoll.core.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** A volume of a pod that says something about where the pod may run. Volumes that do not, such as secrets, are left out. */
public sealed interface PodVolume {

    /**
     * A claim that is there for itself.
     *
     * @param name the claim's name, in the pod's namespace
     */
    record Claim(String name) implements PodVolume {}

    /**
     * A claim that is made for this pod, which must own it.
     *
     * @param name the claim's name, in the pod's namespace
     * @param pod the pod's name
     * @param podUid the pod's unique id; empty when it is not known
     */
    record Ephemeral(String name, String pod, String podUid) implements PodVolume {

        /** Whether the claim of this name was made for the pod, and not by somebody else. */
        public boolean owns(VolumeClaim claim) {
            return !podUid.isEmpty() && claim.ownerUid().equals(podUid);
        }
    }

    /**
     * A disk that is named without a claim and that two pods on one node may fight over.
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

        /** Whether pods with the one and with the other cannot share a node. */
        public boolean conflictsWith(Disk other) {
            if (kind != other.kind || !id.equals(other.id)) {
                return false;
            }
            boolean bothRead = readOnly && other.readOnly;
            return switch (kind) {
                case AWS -> true;
                case GCE, ISCSI -> !bothRead;
                case RBD -> !bothRead && !Collections.disjoint(monitors, other.monitors);
            };
        }
    }

    /**
     * A volume, named without a claim, of a kind that a CSI driver has taken over. A disk may be one of these, too.
     *
     * @param volume as the driver knows it
     */
    record InTree(DriverVolume volume) implements PodVolume {}

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
