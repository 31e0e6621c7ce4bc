package io.plimsoll.core.policy;

import io.plimsoll.core.plugin.FreeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/**
 * The node where least would be left: the score is {@link Norm#MAXIMUM} less the {@link Norm} of what is left. Best fit in
 * one dimension is from Johnson, "Near-optimal bin packing algorithms", MIT 1973; with the norm of the difference between
 * what is free and what is asked for it is the norm-based greedy of Panigrahy, Talwar, Uyeda and Wieder, "Heuristics for
 * vector bin packing", Microsoft Research 2011, all resources weighing the same.
 */
public final class BestFit implements Scorer {

    private final Norm norm;
    private final ReferenceCapacity reference;

    /** Best fit by a norm, in shares of a reference. */
    public BestFit(Norm norm, ReferenceCapacity reference) {
        this.norm = norm;
        this.reference = reference;
    }

    @Override
    public String name() {
        return "BestFit";
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
        return List.of(new Rule(new Demand(podClass, reference, context), norm));
    }

    private static final class Rule implements FreeScore {

        private final Demand demand;
        private final Norm.Left left;
        private final long[] free;

        Rule(Demand demand, Norm norm) {
            this.demand = demand;
            this.left = norm.left(demand);
            this.free = new long[demand.size()];
        }

        @Override
        public long score(int node) {
            demand.read(node, free);
            return score(free, 0, 0);
        }

        @Override
        public int[] dimensions() {
            return demand.dimensions();
        }

        @Override
        public long score(long[] amounts, int from, long enough) {
            return Norm.MAXIMUM - left.of(amounts, from, Norm.MAXIMUM - enough);
        }
    }

    /** {@code best-fit}. */
    public static final class Provider implements PolicyProvider {

        @Override
        public String name() {
            return "best-fit";
        }

        @Override
        public String summary() {
            return "the node where least would be left";
        }

        @Override
        public String origin() {
            return "Panigrahy et al., Heuristics for vector bin packing, Microsoft Research 2011 (norm-based greedy)";
        }

        @Override
        public List<PolicyParameter> parameters() {
            return List.of(Norm.PARAMETER);
        }

        @Override
        public Policy create(PolicyParameters parameters, PolicyContext context) {
            return Policy.best(new BestFit(Norm.of(parameters), context.reference()));
        }
    }
}
