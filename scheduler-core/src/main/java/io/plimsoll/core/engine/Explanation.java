package io.plimsoll.core.engine;

import io.plimsoll.core.model.PodSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one decision: every node, what every filter says of it, every score.
 *
 * @param pod the pod
 * @param profile the profile's name
 * @param decision what is decided
 * @param nodes the nodes in slot order
 * @param skippedFilters names of the filters that do not concern the pod, in profile order
 * @param skippedScorers names of the scorers to which all nodes are alike for the pod
 */
public record Explanation(
        PodSpec pod,
        String profile,
        Decision decision,
        List<NodeReport> nodes,
        List<String> skippedFilters,
        List<String> skippedScorers) {

    /** Copies its arguments. */
    public Explanation {
        nodes = List.copyOf(nodes);
        skippedFilters = List.copyOf(skippedFilters);
        skippedScorers = List.copyOf(skippedScorers);
    }

    /**
     * One node.
     *
     * @param node its name
     * @param objections the filters against it, in profile order; empty when it is feasible
     * @param scores what every scorer says, in profile order; empty when it is not feasible
     * @param total the sum of the weighted scores; -1 when it is not feasible
     */
    public record NodeReport(String node, List<Objection> objections, List<Score> scores, long total) {

        /** Copies its arguments. */
        public NodeReport {
            objections = List.copyOf(objections);
            scores = List.copyOf(scores);
        }

        /** Whether every filter passes. */
        public boolean feasible() {
            return objections.isEmpty();
        }
    }

    /**
     * A filter that refuses a node.
     *
     * @param filter its name
     * @param reasons why
     * @param resolvable whether pods that leave the node could change it
     */
    public record Objection(String filter, List<String> reasons, boolean resolvable) {

        /** Copies its arguments. */
        public Objection {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * What a scorer says of a node.
     *
     * @param scorer its name
     * @param raw the score before it was normalised over the feasible nodes
     * @param score 0 to the scorer's maximum
     * @param weighted the share of the total
     */
    public record Score(String scorer, long raw, long score, long weighted) {}

    /** The decision in the words of the events kube-scheduler writes. */
    public String sentence() {
        if (decision instanceof Decision.Unschedulable unschedulable) {
            return unschedulable.sentence();
        }
        Decision.Bound bound = (Decision.Bound) decision;
        return "Successfully assigned %s/%s to %s%s"
                .formatted(
                        pod.namespace(),
                        pod.name(),
                        bound.node(),
                        bound.devices().isEmpty() ? "" : " devices " + bound.devices());
    }

    /** The words of kube-scheduler's event for a pod that fits nowhere (FitError and ErrNoNodesAvailable, Kubernetes 1.34). */
    static String sentence(int nodes, Map<String, Integer> reasons, @Nullable String refusal) {
        if (nodes == 0) {
            return "no nodes available to schedule pods";
        }
        List<String> parts = new ArrayList<>();
        reasons.forEach((reason, count) -> parts.add(count + " " + reason));
        Collections.sort(parts);
        String start = "0/" + nodes + " nodes are available";
        if (refusal != null) {
            return start + ": " + refusal + ".";
        }
        return parts.isEmpty() ? start + "." : start + ": " + String.join(", ", parts) + ".";
    }
}
