package io.plimsoll.benchmarks;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/** A scorer of which the engine may know no more than one score per node: what an index per class costs. */
record NodeByNode(Scorer scorer) implements Scorer {

    /** The same profile, all its scorers hidden. */
    static Profile of(Profile profile) {
        List<WeightedScorer> hidden = profile.scorers().stream()
                .map(weighted -> new WeightedScorer(new NodeByNode(weighted.scorer()), weighted.weight()))
                .toList();
        return new Profile(profile.name(), profile.filters(), hidden, profile.nodeChoice(), profile.deviceChoice());
    }

    @Override
    public String name() {
        return scorer.name();
    }

    @Override
    public Set<Scope> scopes() {
        return scorer.scopes();
    }

    @Override
    public long maximum() {
        return scorer.maximum();
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        return scorer.prepare(podClass, context).stream()
                .<ScoreRule>map(rule -> rule instanceof NodeScore score ? new Hidden(score) : rule)
                .toList();
    }

    private record Hidden(NodeScore score) implements NodeScore {

        @Override
        public long score(int node) {
            return score.score(node);
        }
    }
}
