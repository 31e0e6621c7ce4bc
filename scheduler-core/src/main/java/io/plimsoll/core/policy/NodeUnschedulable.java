package io.plimsoll.core.policy;

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

/** A cordoned node takes no new pods but those that tolerate it (kube-scheduler's NodeUnschedulable). */
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
        if (podClass.rules().tolerates(Taint.UNSCHEDULABLE)) {
            return List.of();
        }
        return List.of(new Rule(context.nodes()));
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        if (event instanceof ClusterEvent.NodeAdded added) {
            return !added.node().unschedulable();
        } else if (event instanceof ClusterEvent.NodeChanged changed) {
            return changed.before().unschedulable() && !changed.after().unschedulable();
        }
        return event instanceof ClusterEvent.WaitingPodChanged changed
                && changed.tolerationsChanged()
                && podClass.rules().tolerates(Taint.UNSCHEDULABLE);
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return "node(s) were unschedulable";
    }

    private record Rule(NodeTable nodes) implements NodeFilter {

        @Override
        public long verdict(int node) {
            return nodes.unschedulable(node) ? FilterRule.never(0) : PASS;
        }
    }
}
