package io.plimsoll.core.rule;

import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.plugin.NormalisedScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/**
 * Nodes that grant more of the wishes of the pod and of the scheduler are better: the sum of the weights, as a percentage
 * of the largest over the feasible nodes, rounded down (kube-scheduler's NodeAffinity score).
 */
public final class NodeAffinityScore implements Scorer {

    private static final long MAXIMUM = 100;

    private final NodeAffinity added;

    /** @param added what the scheduler prefers for every pod */
    public NodeAffinityScore(NodeAffinity added) {
        this.added = added;
    }

    @Override
    public String name() {
        return "NodeAffinity";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC);
    }

    @Override
    public long maximum() {
        return MAXIMUM;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        NodeAffinity affinity = podClass.rules().nodeAffinity();
        return affinity.preferred().isEmpty() && added.preferred().isEmpty()
                ? List.of()
                : List.of(new Rule(affinity, added, context.nodes()));
    }

    private record Rule(NodeAffinity affinity, NodeAffinity added, NodeTable nodes) implements NormalisedScore {

        @Override
        public int group(int node) {
            return affinity.preference(nodes.spec(node)) + added.preference(nodes.spec(node));
        }

        @Override
        public long value(int sum) {
            return sum;
        }

        @Override
        public boolean fixed() {
            return true;
        }

        @Override
        public long score(long sum, long least, long most) {
            return most == 0 ? 0 : MAXIMUM * sum / most;
        }
    }
}
