package io.plimsoll.core.rule;

import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/**
 * Nodes whose resources would be used evenly are better: 100 less the standard deviation of the shares in use, in percent,
 * rounded down (kube-scheduler's NodeResourcesBalancedAllocation). Pods that request none of the resources skip it.
 */
public final class BalancedAllocationScore implements Scorer {

    private static final long MAXIMUM = 100;

    private final List<WeightedResource> resources;

    /** @param resources at least one; their weights do not count */
    public BalancedAllocationScore(List<WeightedResource> resources) {
        this.resources = List.copyOf(resources);
    }

    @Override
    public String name() {
        return "NodeResourcesBalancedAllocation";
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
        Resources asked = podClass.requestedResources();
        ScoredResources scored = new ScoredResources(resources, asked, false, context);
        for (int i = 0; i < scored.size(); i++) {
            if (scored.request(i) > 0) {
                return List.of(new Rule(scored));
            }
        }
        return List.of();
    }

    private static long score(ScoredResources scored, int node) {
        int count = 0;
        double total = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < scored.size(); i++) {
            if (scored.offered(i, node) > 0) {
                double share = share(scored, i, node);
                total += share;
                first = count == 0 ? share : first;
                second = count == 1 ? share : second;
                count++;
            }
        }
        double deviation = 0;
        if (count == 2) {
            deviation = Math.abs((first - second) / 2);
        } else if (count > 2) {
            double mean = total / count;
            double squares = 0;
            for (int i = 0; i < scored.size(); i++) {
                if (scored.offered(i, node) > 0) {
                    double distance = share(scored, i, node) - mean;
                    squares += distance * distance;
                }
            }
            deviation = Math.sqrt(squares / count);
        }
        return (long) ((1 - deviation) * MAXIMUM);
    }

    private static double share(ScoredResources scored, int resource, int node) {
        return Math.min(1, (double) scored.used(resource, node) / scored.offered(resource, node));
    }

    private record Rule(ScoredResources scored) implements NodeScore {

        @Override
        public long score(int node) {
            return BalancedAllocationScore.score(scored, node);
        }
    }
}
