package io.plimsoll.core.rule;

import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.Taint;
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
 * Nodes with fewer taints that would rather keep the pod away are better: 100 less the percentage of the largest number of
 * such taints on a feasible node, rounded down (kube-scheduler's TaintToleration score).
 */
public final class TaintScore implements Scorer {

    private static final long MAXIMUM = 100;

    @Override
    public String name() {
        return "TaintToleration";
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
        return List.of(new Rule(podClass.rules(), context.nodes()));
    }

    private static final class Rule implements NormalisedScore {

        private final PodRules rules;
        private final NodeTable nodes;
        /** By set of taints: how many count. */
        private final MarkMemo known;

        Rule(PodRules rules, NodeTable nodes) {
            this.rules = rules;
            this.nodes = nodes;
            this.known = new MarkMemo(nodes);
        }

        @Override
        public int group(int node) {
            int set = nodes.taintSet(node);
            int count = known.get(set);
            return count == MarkMemo.UNKNOWN
                    ? known.put(set, count(nodes.spec(node).taints()))
                    : count;
        }

        private int count(List<Taint> taints) {
            int count = 0;
            for (int i = 0; i < taints.size(); i++) {
                Taint taint = taints.get(i);
                count += taint.forbids() || rules.tolerates(taint) ? 0 : 1;
            }
            return count;
        }

        @Override
        public long value(int count) {
            return count;
        }

        @Override
        public boolean fixed() {
            return true;
        }

        @Override
        public long score(long count, long least, long most) {
            return most == 0 ? MAXIMUM : MAXIMUM - MAXIMUM * count / most;
        }
    }
}
