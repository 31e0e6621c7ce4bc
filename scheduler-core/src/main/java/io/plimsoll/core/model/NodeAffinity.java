package io.plimsoll.core.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes a pod may run on, and which it would like.
 *
 * @param nodeSelector labels that a node must have with exactly these values
 * @param required a node must be meant by one of these terms; null allows every node, an empty list none
 * @param preferred wishes
 */
public record NodeAffinity(
        SortedMap<String, String> nodeSelector,
        @Nullable List<NodeSelectorTerm> required,
        List<WeightedNodeTerm> preferred) {

    /** Every node, all alike. */
    public static final NodeAffinity ANY = new NodeAffinity(new TreeMap<>(), null, List.of());

    /** Copies its arguments. */
    public NodeAffinity {
        nodeSelector = Collections.unmodifiableSortedMap(new TreeMap<>(nodeSelector));
        required = required == null ? null : List.copyOf(required);
        preferred = List.copyOf(preferred);
    }

    /** Whether some nodes may be refused. */
    public boolean restricts() {
        return required != null || !nodeSelector.isEmpty();
    }

    /** Whether the pod may run on the node. */
    public boolean allows(NodeSpec node) {
        for (var wanted : nodeSelector.entrySet()) {
            if (!wanted.getValue().equals(node.labels().get(wanted.getKey()))) {
                return false;
            }
        }
        if (required == null) {
            return true;
        }
        for (NodeSelectorTerm term : required) {
            if (term.matches(node)) {
                return true;
            }
        }
        return false;
    }

    /** The sum of the weights of the wishes that the node grants. */
    public int preference(NodeSpec node) {
        int sum = 0;
        for (WeightedNodeTerm wish : preferred) {
            sum += wish.term().matches(node) ? wish.weight() : 0;
        }
        return sum;
    }
}
