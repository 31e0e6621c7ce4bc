package io.plimsoll.core.rule;

import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resources over which a fullness score goes, for one class of pods. What a node does not offer does not count, nor
 * does a named scalar that the pod does not request.
 */
final class ScoredResources {

    private final NodeTable nodes;
    /** Whether pods on a node count as what {@link io.plimsoll.core.model.ScoredRequests} says, not as what they request. */
    private final boolean usual;

    private final int[] dimensions;
    private final long[] requests;
    private final long[] weights;

    ScoredResources(List<WeightedResource> resources, Resources asked, boolean usual, PluginContext context) {
        this.nodes = context.nodes();
        this.usual = usual;
        this.dimensions = new int[resources.size()];
        this.requests = new long[dimensions.length];
        this.weights = new long[dimensions.length];
        for (int i = 0; i < dimensions.length; i++) {
            String name = resources.get(i).name();
            dimensions[i] = context.dimensions().numbered(name);
            weights[i] = resources.get(i).weight();
            requests[i] = switch (dimensions[i]) {
                case Dimensions.CPU -> asked.cpuMilli();
                case Dimensions.MEMORY -> asked.memoryBytes();
                case Dimensions.EPHEMERAL_STORAGE -> asked.ephemeralStorageBytes();
                default -> {
                    Long scalar = asked.scalars().get(name);
                    yield scalar == null ? 0 : scalar;
                }
            };
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScoredResources scored
                && nodes == scored.nodes
                && usual == scored.usual
                && Arrays.equals(dimensions, scored.dimensions)
                && Arrays.equals(requests, scored.requests)
                && Arrays.equals(weights, scored.weights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(dimensions) + Arrays.hashCode(requests);
    }

    int size() {
        return dimensions.length;
    }

    long weight(int resource) {
        return weights[resource];
    }

    /** What the pod asks for. */
    long request(int resource) {
        return requests[resource];
    }

    /** What a node offers; 0 when the resource does not count there. */
    long offered(int resource, int node) {
        int dimension = dimensions[resource];
        boolean counts = dimension < Dimensions.PODS || (dimension > Dimensions.PODS && requests[resource] > 0);
        return counts ? nodes.allocatable(dimension, node) : 0;
    }

    /** What would be in use on a node with the pod. */
    long used(int resource, int node) {
        int dimension = dimensions[resource];
        long used = nodes.allocatable(dimension, node) - nodes.free(dimension, node) + requests[resource];
        if (usual && dimension <= Dimensions.MEMORY) {
            used += nodes.usualBeyondRequests(dimension, node);
        }
        return used;
    }
}
