package io.plimsoll.core.rule;

import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.DryRun;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import java.util.ArrayList;
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
        return List.of(new Rule(wanted, context.pods()));
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        if (event instanceof ClusterEvent.PodGone gone) {
            return gone.freesRoom()
                    && conflicts(
                            podClass.rules().hostPorts(), gone.pod().rules().hostPorts());
        }
        return event instanceof ClusterEvent.NodeAdded;
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return "node(s) didn't have free ports for the requested pod ports";
    }

    private static boolean conflicts(List<HostPort> wanted, List<HostPort> used) {
        for (int u = 0; u < used.size(); u++) {
            for (int w = 0; w < wanted.size(); w++) {
                if (wanted.get(w).conflictsWith(used.get(u))) {
                    return true;
                }
            }
        }
        return false;
    }

    private record Rule(List<HostPort> wanted, PodTable pods) implements NodeFilter {

        @Override
        public long verdict(int node) {
            for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
                if (conflicts(wanted, pods.podClass(pod).rules().hostPorts())) {
                    return 1;
                }
            }
            return PASS;
        }

        @Override
        public DryRun dryRun() {
            return new Thought(this);
        }
    }

    /**
     * As in kube-scheduler a port is taken or not: of two pods that have it, the first that leaves gives it back. Waiting pods
     * that are thought to be there take ports beside those, because they go again before others leave.
     */
    private static final class Thought implements DryRun {

        private final Rule rule;
        private final List<HostPort> taken = new ArrayList<>();

        Thought(Rule rule) {
            this.rule = rule;
        }

        @Override
        public void start(int node) {
            taken.clear();
            for (int pod = rule.pods.firstOn(node); pod != PodTable.NONE; pod = rule.pods.nextOnNode(pod)) {
                pod(pod, 1);
            }
        }

        @Override
        public void pod(int pod, int sign) {
            List<HostPort> ports = rule.pods.podClass(pod).rules().hostPorts();
            boolean waiting = rule.pods.node(pod) == PodTable.NONE;
            for (int i = 0; i < ports.size(); i++) {
                if (sign < 0 || !waiting) {
                    taken.remove(ports.get(i));
                }
                if (sign > 0) {
                    taken.add(ports.get(i));
                }
            }
        }

        @Override
        public long verdict() {
            return conflicts(rule.wanted, taken) ? 1 : FilterRule.PASS;
        }
    }
}
