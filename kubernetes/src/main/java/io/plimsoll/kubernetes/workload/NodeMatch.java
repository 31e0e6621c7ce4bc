package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a node is one that a pod must have, as the controller of daemon sets asks before it makes one. */
final class NodeMatch {

    private NodeMatch() {}

    static boolean matches(PodSpec spec, Node node) {
        Map<String, String> labels = node.getMetadata().getLabels() == null
                ? Map.of()
                : node.getMetadata().getLabels();
        for (Map.Entry<String, String> wanted : spec.getNodeSelector().entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        @Nullable
        NodeSelector selector = spec.getAffinity() == null || spec.getAffinity().getNodeAffinity() == null
                ? null
                : spec.getAffinity().getNodeAffinity().getRequiredDuringSchedulingIgnoredDuringExecution();
        return selector == null
                || selector.getNodeSelectorTerms().stream().anyMatch(term -> matches(term, node, labels));
    }

    private static boolean matches(NodeSelectorTerm term, Node node, Map<String, String> labels) {
        if (term.getMatchExpressions().isEmpty() && term.getMatchFields().isEmpty()) {
            return false;
        }
        String name = node.getMetadata().getName();
        return term.getMatchExpressions().stream().allMatch(wanted -> matches(wanted, labels.get(wanted.getKey())))
                && term.getMatchFields().stream()
                        .allMatch(wanted -> matches(wanted, "metadata.name".equals(wanted.getKey()) ? name : null));
    }

    private static boolean matches(NodeSelectorRequirement wanted, @Nullable String value) {
        List<String> values = wanted.getValues();
        return switch (wanted.getOperator()) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> value != null && compare(value, values) > 0;
            case "Lt" -> value != null && compare(value, values) < 0;
            default -> false;
        };
    }

    /** Compares two whole numbers; 0, so that neither is greater, when one is none. */
    private static int compare(String value, List<String> bound) {
        try {
            return Long.compare(Long.parseLong(value), Long.parseLong(bound.get(0)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
