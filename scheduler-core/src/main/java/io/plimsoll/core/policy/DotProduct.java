package io.plimsoll.core.policy;

import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/**
 * The node that has much free of what the pod asks much of: the dot product of request and free capacity, both as shares of
 * one reference, in hundred-millionths of the largest product there can be, rounded down. Panigrahy, Talwar, Uyeda and
 * Wieder, "Heuristics for vector bin packing", Microsoft Research 2011, all resources weighing the same.
 */
public final class DotProduct implements Scorer {

    private final ReferenceCapacity reference;

    /** Shares of this reference are multiplied. */
    public DotProduct(ReferenceCapacity reference) {
        this.reference = reference;
    }

    @Override
    public String name() {
        return "DotProduct";
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
        return List.of(new Rule(new Demand(podClass, reference, context)));
    }

    private record Rule(Demand demand) implements NodeScore {

        @Override
        public long score(int node) {
            long sum = 0;
            for (int i = 0; i < demand.size(); i++) {
                sum += demand.requested(i) * demand.free(i, node);
            }
            return sum / demand.size() / Fractions.SCALE;
        }
    }

    /** {@code dot-product}. */
    public static final class Provider implements PolicyProvider {

        @Override
        public String name() {
            return "dot-product";
        }

        @Override
        public String summary() {
            return "the node that has much free of what the pod asks much of";
        }

        @Override
        public String origin() {
            return "Panigrahy et al., Heuristics for vector bin packing, Microsoft Research 2011 (dot product)";
        }

        @Override
        public Policy create(PolicyParameters parameters, PolicyContext context) {
            return Policy.best(new DotProduct(context.reference()));
        }
    }
}
