package io.plimsoll.core.rule;

import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pod must tolerate every taint of the node that forbids (kube-scheduler's TaintToleration). */
public final class TaintFilter implements Filter {

    @Override
    public String name() {
        return "TaintToleration";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        return List.of(new Rule(podClass.rules(), context.nodes()));
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        PodRules rules = podClass.rules();
        if (event instanceof ClusterEvent.NodeAdded added) {
            return toleratesAll(rules, added.node().taints());
        } else if (event instanceof ClusterEvent.NodeChanged changed) {
            return !toleratesAll(rules, changed.before().taints())
                    && toleratesAll(rules, changed.after().taints());
        }
        return event instanceof ClusterEvent.WaitingPodChanged changed && changed.tolerationsChanged();
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return "node(s) had untolerated taint(s)";
    }

    private static boolean toleratesAll(PodRules rules, List<Taint> taints) {
        for (int i = 0; i < taints.size(); i++) {
            Taint taint = taints.get(i);
            if (taint.forbids() && !rules.tolerates(taint)) {
                return false;
            }
        }
        return true;
    }

    private static final class Rule implements NodeFilter {

        private final PodRules rules;
        private final NodeTable nodes;
        /** By set of taints: 1 when all are tolerated, else 0. */
        private final MarkMemo known;

        Rule(PodRules rules, NodeTable nodes) {
            this.rules = rules;
            this.nodes = nodes;
            this.known = new MarkMemo(nodes);
        }

        @Override
        public long verdict(int node) {
            int set = nodes.taintSet(node);
            int tolerated = known.get(set);
            if (tolerated == MarkMemo.UNKNOWN) {
                tolerated = known.put(set, toleratesAll(rules, nodes.spec(node).taints()) ? 1 : 0);
            }
            return tolerated == 1 ? PASS : FilterRule.never(0);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Rule rule
                    && nodes == rule.nodes
                    && rules.tolerations().equals(rule.rules.tolerations());
        }

        @Override
        public int hashCode() {
            return rules.tolerations().hashCode();
        }
    }
}
