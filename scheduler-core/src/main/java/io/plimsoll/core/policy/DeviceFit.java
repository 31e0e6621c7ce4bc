package io.plimsoll.core.policy;

import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.DryRun;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import java.util.Arrays;
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
        return List.of(new Rule(podClass, context.nodes(), context.pods()));
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

    private record Rule(PodClass podClass, NodeTable nodes, PodTable pods) implements NodeFilter {

        @Override
        public long verdict(int node) {
            return model(podClass, nodes, node) >= 0 ? PASS : 1;
        }

        @Override
        public DryRun dryRun() {
            return new Thought(this);
        }
    }

    /** What would be free of every device if pods left. */
    private static final class Thought implements DryRun {

        private final Rule rule;
        private final int[] free = new int[Long.SIZE];
        private long[] taken = new long[4];
        private int comers;
        private int node;

        Thought(Rule rule) {
            this.rule = rule;
        }

        @Override
        public void start(int asked) {
            node = asked;
            comers = 0;
            for (int i = 0; i < rule.nodes.deviceCount(node); i++) {
                free[i] = rule.nodes.deviceFree(node, i);
            }
        }

        @Override
        public void pod(int pod, int sign) {
            PodClass podClass = rule.pods.podClass(pod);
            long held = rule.pods.node(pod) == node ? rule.pods.devices(pod) : waiting(podClass, sign);
            for (long rest = held; rest != 0; rest &= rest - 1) {
                free[Long.numberOfTrailingZeros(rest)] -= sign * podClass.deviceMilli();
            }
        }

        @Override
        public long verdict() {
            int count = rule.nodes.deviceCount(node);
            for (int first = 0; first < count; first++) {
                int model = rule.nodes.deviceModel(node, first);
                int fitting = 0;
                for (int i = first; i < count && rule.podClass.acceptsModel(model); i++) {
                    boolean serves = free[i] >= rule.podClass.deviceMilli();
                    fitting += serves && rule.nodes.deviceModel(node, i) == model ? 1 : 0;
                }
                if (fitting >= rule.podClass.deviceCount()) {
                    return FilterRule.PASS;
                }
            }
            return 1;
        }

        /** The devices of a pod that is not there yet; those who came last go first. */
        private long waiting(PodClass podClass, int sign) {
            if (sign < 0) {
                return taken[--comers];
            }
            if (comers == taken.length) {
                taken = Arrays.copyOf(taken, 2 * comers);
            }
            taken[comers] = rule.nodes.mostFreeDevices(node, podClass, free);
            return taken[comers++];
        }
    }
}
