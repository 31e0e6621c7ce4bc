package io.plimsoll.core.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large a volume of a class can be made for some nodes (a {@code CSIStorageCapacity}).
 *
 * @param storageClass name of the class
 * @param largestBytes the largest volume, or -1 when nothing is known, which is none
 * @param nodes the nodes; null for none
 */
public record StorageCapacity(
        String storageClass, long largestBytes, @Nullable LabelSelector nodes) {

    /** Whether a volume of this size can be made for nodes with these labels. */
    public boolean suffices(long bytes, Map<String, String> nodeLabels) {
        return largestBytes >= bytes && nodes != null && nodes.matches(nodeLabels);
    }
}
