package io.plimsoll.core.policy;

import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.RequestsFree;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/**
 * What a pod requests must be free on the node, dimension by dimension; a dimension of which nothing is requested is not
 * looked at (kube-scheduler's NodeResourcesFit).
 */
public final class ResourceFit implements Filter {

    @Override
    public String name() {
        return "NodeResourcesFit";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        return List.of(new Rule(podClass, context.nodes()));
    }

    @Override
    public String reason(int bit, PluginContext context) {
        if (bit == Dimensions.PODS) {
            return "Too many pods";
        }
        return bit == FilterRule.REASONS - 1
                ? "Insufficient resources"
                : "Insufficient " + context.dimensions().name(bit);
    }

    private static final class Rule implements RequestsFree {

        private final NodeTable nodes;
        private final int[] dimensions;
        private final long[] requests;

        Rule(PodClass podClass, NodeTable nodes) {
            this.nodes = nodes;
            this.dimensions = podClass.requestedDimensions();
            this.requests = new long[dimensions.length];
            for (int i = 0; i < dimensions.length; i++) {
                requests[i] = podClass.request(dimensions[i]);
            }
        }

        @Override
        public long verdict(int node) {
            long lacking = PASS;
            for (int i = 0; i < dimensions.length; i++) {
                if (nodes.free(dimensions[i], node) < requests[i]) {
                    // Dimensions beyond the last reason share it.
                    lacking |= 1L << Math.min(dimensions[i], REASONS - 1);
                }
            }
            return lacking;
        }
    }
}
