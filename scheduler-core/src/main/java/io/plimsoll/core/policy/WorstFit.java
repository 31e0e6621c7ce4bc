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
 * The node where most would be left: the score is the {@link Norm} of what is left. Worst fit in one dimension is from
 * Johnson, "Near-optimal bin packing algorithms", MIT 1973; the norms are those of {@link BestFit}.
 */
public final class WorstFit implements Scorer {

    private final Norm norm;
    private final ReferenceCapacity reference;

    /** Worst fit by a norm, in shares of a reference. */
    public WorstFit(Norm norm, ReferenceCapacity reference) {
        this.norm = norm;
        this.reference = reference;
    }

    @Override
    public String name() {
        return "WorstFit";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE);
    }

    @Override
    public long maximum() {
        return Norm.MAXIMUM;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        Demand demand = new Demand(podClass, reference, context);
        Norm.Left left = norm.left(demand);
        long[] free = new long[demand.size()];
        NodeScore rule = node -> {
            demand.read(node, free);
            return left.of(free, 0, Norm.MAXIMUM);
        };
        return List.of(rule);
    }

    /** {@code worst-fit}. */
    public static final class Provider implements PolicyProvider {

        @Override
        public String name() {
            return "worst-fit";
        }

        @Override
        public String summary() {
            return "the node where most would be left";
        }

        @Override
        public String origin() {
            return "Johnson, Near-optimal bin packing algorithms, MIT 1973";
        }

        @Override
        public List<PolicyParameter> parameters() {
            return List.of(Norm.PARAMETER);
        }

        @Override
        public Policy create(PolicyParameters parameters, PolicyContext context) {
            return Policy.best(new WorstFit(Norm.of(parameters), context.reference()));
        }
    }
}
