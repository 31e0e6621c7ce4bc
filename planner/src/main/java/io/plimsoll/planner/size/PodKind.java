package io.plimsoll.planner.size;

import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.planner.catalogue.NodeType;
import io.plimsoll.planner.cluster.PlanPod;
import java.util.List;
import java.util.Map;

/**
 * Pods that ask the same of the same scheduler.
 *
 * @param podClass what they ask
 * @param pods in the order of the queue, at least one
 */
record PodKind(PodClass podClass, List<PlanPod> pods) {

    PodKind {
        pods = List.copyOf(pods);
    }

    PodSpec spec() {
        return pods.get(0).wanted();
    }

    /** Whether no two of them may share a node: they take the same host port, or keep away from each other. */
    boolean keepsToItself(Map<String, Map<String, String>> labelsOfNamespaces) {
        PodSpec spec = spec();
        if (!spec.rules().hostPorts().isEmpty()) {
            return true;
        }
        Map<String, String> labelsOfOwn = labelsOfNamespaces.getOrDefault(spec.namespace(), Map.of());
        for (PodAffinityTerm term : spec.rules().podAffinity().requiredAnti()) {
            if (term.topologyKey().equals(NodeType.HOST_NAME)
                    && term.pods().matches(spec.namespace(), labelsOfOwn, spec.labels())) {
                return true;
            }
        }
        return false;
    }

    /** Whether they must be spread evenly over zones. */
    boolean mustSpreadOverZones() {
        for (SpreadConstraint constraint : spec().spread()) {
            if (constraint.must()
                    && constraint.topologyKey().equals(NodeType.ZONE)
                    && constraint.selector().matches(spec().labels())) {
                return true;
            }
        }
        return false;
    }

    /** As people name it: the first pod, and how many there are. */
    String words() {
        String first = pods.get(0).fullName();
        return pods.size() == 1 ? first : first + " and " + (pods.size() - 1) + " like it";
    }
}
