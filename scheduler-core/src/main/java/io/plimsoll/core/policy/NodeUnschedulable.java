package io.plimsoll.core.policy;

import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/** A cordoned node takes no new pods (kube-scheduler's NodeUnschedulable). */
public final class NodeUnschedulable implements Filter {

    @Override
    public String name() {
        return "NodeUnschedulable";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        NodeTable nodes = context.nodes();
        NodeFilter rule = node -> nodes.unschedulable(node) ? 1 : FilterRule.PASS;
        return List.of(rule);
    }

    @Override
    public String reason(int bit, PluginContext context) {
        return "node(s) were unschedulable";
    }
}
