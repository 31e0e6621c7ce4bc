package io.plimsoll.core.rule;

import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/**
 * How full a node would be: of every resource the share in use as a score from 0 to 100, and of these the weighted mean
 * (kube-scheduler's NodeResourcesFit score). Containers that request no CPU or memory count as if they asked for a little.
 */
public final class ResourceFitScore implements Scorer {

    private static final long MAXIMUM = 100;

    private final FullnessShape shape;
    private final List<WeightedResource> resources;

    /**
     * @param shape which fullness is how good
     * @param resources at least one
     */
    public ResourceFitScore(FullnessShape shape, List<WeightedResource> resources) {
        this.shape = shape;
        this.resources = List.copyOf(resources);
    }

    @Override
    public String name() {
        return "NodeResourcesFit";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE);
    }

    @Override
    public long maximum() {
        return MAXIMUM;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        ScoredResources scored = new ScoredResources(resources, podClass.scoredRequests(), true, context);
        return List.of(new Rule(shape, scored));
    }

    private record Rule(FullnessShape shape, ScoredResources scored) implements NodeScore {

        @Override
        public long score(int node) {
            long sum = 0;
            long weights = 0;
            for (int i = 0; i < scored.size(); i++) {
                long offered = scored.offered(i, node);
                if (offered > 0) {
                    long score = shape.score(scored.used(i, node), offered);
                    if (score > 0 || shape.countsZero()) {
                        sum += score * scored.weight(i);
                        weights += scored.weight(i);
                    }
                }
            }
            return weights == 0 ? 0 : shape.mean(sum, weights);
        }
    }
}
