package io.plimsoll.core.rule;

import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.NodeShortlist;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Refusal;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The node must be one that the pod's node selector and required node affinity mean, and one that the scheduler's own
 * affinity means (kube-scheduler's NodeAffinity with {@code addedAffinity}). Terms that all name nodes are a shortlist.
 */
public final class NodeAffinityFilter implements Filter {

    private static final int OF_POD = 0;
    private static final int ADDED = 1;
    private static final int CONFLICT = 2;

    private final NodeAffinity added;

    /** @param added what the scheduler requires for every pod */
    public NodeAffinityFilter(NodeAffinity added) {
        this.added = added;
    }

    @Override
    public String name() {
        return "NodeAffinity";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        NodeAffinity affinity = podClass.rules().nodeAffinity();
        if (!affinity.restricts() && !added.restricts()) {
            return List.of();
        }
        @Nullable Set<String> names = names(affinity);
        if (names != null && names.isEmpty()) {
            return List.of(new Refusal(FilterRule.never(CONFLICT)));
        }
        NodeTable nodes = context.nodes();
        NodeFilter rule = new Rule(added, affinity, nodes);
        return List.of(names == null ? rule : new Shortlist(rule, Set.copyOf(names), nodes));
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        NodeAffinity affinity = podClass.rules().nodeAffinity();
        if (event instanceof ClusterEvent.NodeAdded node) {
            return added.allows(node.node()) && affinity.allows(node.node());
        }
        return event instanceof ClusterEvent.NodeChanged node
                && !node.before().labels().equals(node.after().labels())
                && added.allows(node.after())
                && affinity.allows(node.after())
                && !affinity.allows(node.before());
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return switch (bit) {
            case OF_POD -> "node(s) didn't match Pod's node affinity/selector";
            case ADDED -> "node(s) didn't match scheduler-enforced node affinity";
            default -> "pod affinity terms conflict";
        };
    }

    /** The nodes that the terms name, or null when some term means nodes without naming them. */
    private static @Nullable Set<String> names(NodeAffinity affinity) {
        List<NodeSelectorTerm> terms = affinity.required();
        if (terms == null || terms.isEmpty()) {
            return null;
        }
        Set<String> all = new HashSet<>();
        for (NodeSelectorTerm term : terms) {
            @Nullable Set<String> names = null;
            for (Requirement field : term.fields()) {
                if (field.key().equals(NodeSelectorTerm.NAME) && field.operator() == Operator.IN) {
                    Set<String> named = new HashSet<>(field.values());
                    if (names != null) {
                        named.retainAll(names);
                    }
                    names = named;
                }
            }
            if (names == null) {
                return null;
            }
            all.addAll(names);
        }
        return all;
    }

    private record Rule(NodeAffinity added, NodeAffinity affinity, NodeTable nodes) implements NodeFilter {

        @Override
        public long verdict(int node) {
            if (!added.allows(nodes.spec(node))) {
                return FilterRule.never(ADDED);
            }
            return affinity.allows(nodes.spec(node)) ? PASS : FilterRule.never(OF_POD);
        }
    }

    private record Shortlist(NodeFilter rule, Set<String> names, NodeTable nodes) implements NodeShortlist {

        @Override
        public boolean lists(int node) {
            return names.contains(nodes.name(node));
        }

        @Override
        public long verdict(int node) {
            return rule.verdict(node);
        }
    }
}
