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

/**
 * The node must have as many devices of one accepted model as the pod asks for, each with the share that is asked for
 * free.
 */
public final class DeviceFit implements Filter {

    @Override
    public String name() {
        return "DeviceFit";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        if (podClass.deviceCount() == 0) {
            return List.of();
        }
        NodeTable nodes = context.nodes();
        NodeFilter rule = node -> model(podClass, nodes, node) >= 0 ? FilterRule.PASS : 1;
        return List.of(rule);
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        if (event instanceof ClusterEvent.PodGone gone) {
            return gone.freesRoom() && gone.pod().devices().count() > 0;
        }
        return event instanceof ClusterEvent.NodeAdded
                || (event instanceof ClusterEvent.NodeChanged changed
                        && !changed.before().devices().equals(changed.after().devices()));
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return "Insufficient devices";
    }

    /**
     * The model that serves a class on a node: of those it accepts and that have enough devices with enough left, the one
     * of which such a device comes first; -1 when none does. All devices of one pod come from this model.
     */
    static int model(PodClass podClass, NodeTable nodes, int node) {
        int count = nodes.deviceCount(node);
        long tried = 0;
        for (int first = 0; first < count; first++) {
            int model = nodes.deviceModel(node, first);
            boolean serves = podClass.acceptsModel(model) && serves(podClass, nodes, node, first, model);
            if (serves && (tried >>> model & 1) == 0) {
                tried |= 1L << model;
                int fitting = 0;
                for (int i = first; i < count && fitting < podClass.deviceCount(); i++) {
                    if (serves(podClass, nodes, node, i, model)) {
                        fitting++;
                    }
                }
                if (fitting == podClass.deviceCount()) {
                    return model;
                }
            }
        }
        return -1;
    }

    /** Whether a device is of the model and has the asked share free. */
    static boolean serves(PodClass podClass, NodeTable nodes, int node, int device, int model) {
        return nodes.deviceModel(node, device) == model && nodes.deviceFree(node, device) >= podClass.deviceMilli();
    }
}
