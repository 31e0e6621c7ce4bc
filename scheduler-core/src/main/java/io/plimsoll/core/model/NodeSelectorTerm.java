package io.plimsoll.core.model;

import io.plimsoll.core.model.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;

/**
 * Which nodes are meant, by labels and by fields: all requirements must hold. A term without requirements means no node.
 *
 * @param expressions requirements on labels
 * @param fields requirements on fields of the node, of which there is {@link #NAME}
 */
public record NodeSelectorTerm(List<Requirement> expressions, List<Requirement> fields) {

    /** The field that holds the node's name. */
    public static final String NAME = "metadata.name";

    /** Copies its arguments. */
    public NodeSelectorTerm {
        expressions = List.copyOf(expressions);
        fields = List.copyOf(fields);
    }

    /** Whether the node is meant. */
    public boolean matches(NodeSpec node) {
        if (expressions.isEmpty() && fields.isEmpty()) {
            return false;
        }
        for (Requirement requirement : expressions) {
            if (!requirement.matches(node.labels())) {
                return false;
            }
        }
        if (!fields.isEmpty()) {
            Map<String, String> known = Map.of(NAME, node.name());
            for (Requirement requirement : fields) {
                if (!requirement.matches(known)) {
                    return false;
                }
            }
        }
        return true;
    }
}
