package io.plimsoll.core.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a claim asks for and a volume is, beside its size.
 *
 * @param storageClass name of the storage class; empty for none
 * @param attributesClass name of the volume attributes class; empty for none
 * @param mode {@code Filesystem} or {@code Block}
 * @param accessModes for example {@code ReadWriteOnce}
 */
public record VolumeKind(String storageClass, String attributesClass, String mode, SortedSet<String> accessModes) {

    /** The access mode of volumes that a single pod may use at a time. */
    public static final String READ_WRITE_ONCE_POD = "ReadWriteOncePod";

    /** Copies its arguments. */
    public VolumeKind {
        accessModes = Collections.unmodifiableSortedSet(new TreeSet<>(accessModes));
    }
}
