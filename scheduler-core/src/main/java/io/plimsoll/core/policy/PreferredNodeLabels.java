package io.plimsoll.core.policy;

import io.plimsoll.core.model.PreferredLabels;
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
 * Prefers nodes with the labels a pod would like: the sum of the weights of the preferences a node satisfies, brought to
 * 0..100 by the largest sum over the feasible nodes, rounded down (kube-scheduler's NodeAffinity score with its default
 * normalisation).
 *
 * <p>The worked example of a normalising scorer: the group of a node is the sum itself, and groups never change by load.
 */
public final class PreferredNodeLabels implements Scorer {

    private static final long MAXIMUM = 100;

    @Override
    public String name() {
        return "PreferredNodeLabels";
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
        return podClass.preferred().isEmpty() ? List.of() : List.of(new Rule(podClass.preferred(), context.nodes()));
    }

    private record Rule(List<PreferredLabels> preferred, NodeTable nodes) implements NormalisedScore {

        @Override
        public int group(int node) {
            int sum = 0;
            for (PreferredLabels preference : preferred) {
                if (preference.selector().matches(nodes.spec(node).labels())) {
                    sum += preference.weight();
                }
            }
            return sum;
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

    /** {@code preferred-labels}. */
    public static final class Provider implements PolicyProvider {

        @Override
        public String name() {
            return "preferred-labels";
        }

        @Override
        public String summary() {
            return "the node with the labels the pod would like";
        }

        @Override
        public String origin() {
            return "kube-scheduler, NodeAffinity score with default normalisation, Kubernetes 1.34";
        }

        @Override
        public Policy create(PolicyParameters parameters, PolicyContext context) {
            return Policy.best(new PreferredNodeLabels());
        }
    }
}
