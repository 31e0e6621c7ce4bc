package io.plimsoll.core.rule;

import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import java.util.List;
import java.util.Set;

/** The ports of the node that a pod takes must be free (kube-scheduler's NodePorts). O(pods on the node). */
public final class HostPortFilter implements Filter {

    @Override
    public String name() {
        return "NodePorts";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        List<HostPort> wanted = podClass.rules().hostPorts();
        if (wanted.isEmpty()) {
            return List.of();
        }
        PodTable pods = context.pods();
        NodeFilter rule = node -> taken(wanted, pods, node) ? 1 : FilterRule.PASS;
        return List.of(rule);
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        if (event instanceof ClusterEvent.PodGone gone) {
            return gone.freesRoom()
                    && conflict(podClass.rules().hostPorts(), gone.pod().rules().hostPorts());
        }
        return event instanceof ClusterEvent.NodeAdded;
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return "node(s) didn't have free ports for the requested pod ports";
    }

    private static boolean taken(List<HostPort> wanted, PodTable pods, int node) {
        for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
            if (conflict(wanted, pods.podClass(pod).rules().hostPorts())) {
                return true;
            }
        }
        return false;
    }

    private static boolean conflict(List<HostPort> wanted, List<HostPort> used) {
        for (int u = 0; u < used.size(); u++) {
            for (int w = 0; w < wanted.size(); w++) {
                if (wanted.get(w).conflictsWith(used.get(u))) {
                    return true;
                }
            }
        }
        return false;
    }
}
