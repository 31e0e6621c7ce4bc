package io.plimsoll.core.policy;

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

/** A pod that names a node runs on no other (kube-scheduler's NodeName). */
public final class NodeName implements Filter {

    @Override
    public String name() {
        return "NodeName";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        @Nullable String wanted = podClass.nodeName();
        if (wanted == null) {
            return List.of();
        }
        NodeTable nodes = context.nodes();
        NodeFilter rule = node -> nodes.name(node).equals(wanted) ? FilterRule.PASS : FilterRule.never(0);
        return List.of(rule);
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        return event instanceof ClusterEvent.NodeAdded;
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return "node(s) didn't match the requested node name";
    }
}
