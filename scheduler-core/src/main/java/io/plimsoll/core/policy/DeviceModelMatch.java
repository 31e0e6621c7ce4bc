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

/** A pod that names device models runs only on nodes that have a device of one of them. */
public final class DeviceModelMatch implements Filter {

    private static final long ANY = -1;

    @Override
    public String name() {
        return "DeviceModelMatch";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        long accepted = podClass.deviceModels();
        if (podClass.deviceCount() == 0 || accepted == ANY) {
            return List.of();
        }
        NodeTable nodes = context.nodes();
        NodeFilter rule = node -> (nodes.deviceModels(node) & accepted) != 0 ? FilterRule.PASS : FilterRule.never(0);
        return List.of(rule);
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        return event instanceof ClusterEvent.NodeAdded
                || (event instanceof ClusterEvent.NodeChanged changed
                        && !changed.before().devices().equals(changed.after().devices()));
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return "node(s) didn't have a requested device model";
    }
}
