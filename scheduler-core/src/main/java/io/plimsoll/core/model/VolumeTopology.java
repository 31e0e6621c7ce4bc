package io.plimsoll.core.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From which nodes a volume can be reached.
 *
 * @param anyOf a node's labels must satisfy one of these; null for every node, an empty list for none
 */
public record VolumeTopology(@Nullable List<LabelSelector> anyOf) {

    /** Every node. */
    public static final VolumeTopology EVERYWHERE = new VolumeTopology(null);

    /** Copies its arguments. */
    public VolumeTopology {
        anyOf = anyOf == null ? null : List.copyOf(anyOf);
    }

    /** Whether nodes with these labels reach the volume. */
    public boolean reaches(Map<String, String> nodeLabels) {
        if (anyOf == null) {
            return true;
        }
        for (LabelSelector nodes : anyOf) {
            if (nodes.matches(nodeLabels)) {
                return true;
            }
        }
        return false;
    }
}
