package io.plimsoll.core.policy;

import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The node whose free resources are best aligned with what the pod asks for: the dot product of the two, each as a share of
 * what that node offers, in hundred-millionths of the largest product there can be, rounded down. Resources are those the
 * pod asks for, devices among them; the number of pods is none. Grandl et al., "Multi-resource packing for cluster
 * schedulers" (Tetris), SIGCOMM 2014, section 3.2, without the parts about remote input and remaining work.
 */
public final class TetrisAlignment implements Scorer {

    @Override
    public String name() {
        return "TetrisAlignment";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE);
    }

    @Override
    public long maximum() {
        return Fractions.SCALE;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        Rule rule = new Rule(podClass, context.nodes());
        return rule.resources() == 0 ? List.of() : List.of(rule);
    }

    private static final class Rule implements NodeScore {

        private final NodeTable nodes;
        private final int[] dimensions;
        private final long[] requests;
        private final int devices;

        Rule(PodClass podClass, NodeTable nodes) {
            this.nodes = nodes;
            int[] requested = podClass.requestedDimensions();
            int size = 0;
            for (int dimension : requested) {
                if (dimension != Dimensions.PODS) {
                    requested[size++] = dimension;
                }
            }
            dimensions = Arrays.copyOf(requested, size);
            requests = new long[size];
            for (int i = 0; i < size; i++) {
                requests[i] = podClass.request(dimensions[i]);
            }
            devices = podClass.deviceRequest().totalMilli();
        }

        int resources() {
            return dimensions.length + (devices > 0 ? 1 : 0);
        }

        @Override
        public long score(int node) {
            long sum = 0;
            for (int i = 0; i < dimensions.length; i++) {
                long offered = nodes.allocatable(dimensions[i], node);
                sum += product(requests[i], nodes.free(dimensions[i], node), offered);
            }
            if (devices > 0) {
                sum += product(devices, nodes.deviceFreeTotal(node), nodes.deviceCapacityTotal(node));
            }
            return sum / resources();
        }

        private static long product(long requested, long free, long offered) {
            return Fractions.of(requested, offered) * Fractions.of(free, offered) / Fractions.SCALE;
        }
    }

    /** {@code tetris}. */
    public static final class Provider implements PolicyProvider {

        @Override
        public String name() {
            return "tetris";
        }

        @Override
        public String summary() {
            return "the node whose free resources are best aligned with what the pod asks for";
        }

        @Override
        public String origin() {
            return "Grandl et al., Multi-resource packing for cluster schedulers, SIGCOMM 2014";
        }

        @Override
        public Policy create(PolicyParameters parameters, PolicyContext context) {
            return Policy.best(new TetrisAlignment());
        }
    }
}
