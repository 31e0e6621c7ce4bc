package io.plimsoll.core.state;

import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.Toleration;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes, with the pods on them, a {@link DomainCounter} looks at: a matter of their descriptions.
 *
 * @param labels labels that a node must have, with any value
 * @param affinity a node must be one it allows; its wishes do not count
 * @param tolerations a node must not have a forbidding taint that none of these tolerates; null when taints do not matter
 */
public record CountedNodes(
        SortedSet<String> labels,
        NodeAffinity affinity,
        @Nullable List<Toleration> tolerations) {

    /** Every node. */
    public static final CountedNodes ALL = new CountedNodes(new TreeSet<>(), NodeAffinity.ANY, null);

    /** Copies its arguments and leaves out what makes no difference. */
    public CountedNodes {
        labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
        affinity = new NodeAffinity(affinity.nodeSelector(), affinity.required(), List.of());
        tolerations = tolerations == null ? null : List.copyOf(tolerations);
    }

    /** Whether a node is looked at. */
    boolean include(NodeSpec node) {
        for (String label : labels) {
            if (!node.labels().containsKey(label)) {
                return false;
            }
        }
        return affinity.allows(node) && (tolerations == null || toleratesAll(tolerations, node.taints()));
    }

    private static boolean toleratesAll(List<Toleration> tolerations, List<Taint> taints) {
        for (Taint taint : taints) {
            boolean tolerated = !taint.forbids();
            for (Toleration toleration : tolerations) {
                tolerated |= toleration.tolerates(taint);
            }
            if (!tolerated) {
                return false;
            }
        }
        return true;
    }
}
