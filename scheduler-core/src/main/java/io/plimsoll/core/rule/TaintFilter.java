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
        PodRules rules = podClass.rules();
        NodeTable nodes = context.nodes();
        NodeFilter rule =
                node -> toleratesAll(rules, nodes.spec(node).taints()) ? FilterRule.PASS : FilterRule.never(0);
        return List.of(rule);
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
}
