package io.plimsoll.core.engine;

import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.oracle.OraclePolicy;
import io.plimsoll.core.oracle.OracleScorers;
import io.plimsoll.core.plugin.NormalisedScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.DomainCounter;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prefers domains of a node label with fewer pods, normalised over the feasible nodes: a scorer whose raw values change
 * with every pod that comes and goes. Nodes without the label count as an empty domain.
 */
final class EmptierDomain implements Scorer {

    private final String label;

    EmptierDomain(String label) {
        this.label = label;
    }

    @Override
    public String name() {
        return "EmptierDomain";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC, Scope.CLUSTER);
    }

    @Override
    public long maximum() {
        return OracleScorers.PERCENT;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        return List.of(new Rule(context.topology().counter(label, "default", LabelSelector.of(Map.of()))));
    }

    private record Rule(DomainCounter counter) implements NormalisedScore {

        @Override
        public int group(int node) {
            return counter.key().domain(node);
        }

        @Override
        public long value(int domain) {
            return domain < 0 ? 0 : counter.count(domain);
        }

        @Override
        public long score(long value, long least, long most) {
            return most == least ? 0 : OracleScorers.PERCENT * (most - value) / (most - least);
        }
    }

    OraclePolicy.OracleScorer oracle() {
        return OracleScorers.emptierDomain(label);
    }
}
