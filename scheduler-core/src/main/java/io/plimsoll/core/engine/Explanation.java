package io.plimsoll.core.engine;

import io.plimsoll.core.model.PodSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Everything about one decision: every node, what every filter says of it, every score.
 *
 * @param pod the pod
 * @param profile the profile's name
 * @param decision what is decided
 * @param nodes the nodes in slot order
 */
public record Explanation(PodSpec pod, String profile, Decision decision, List<NodeReport> nodes) {

    /** Copies its arguments. */
    public Explanation {
        nodes = List.copyOf(nodes);
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
     */
    public record Objection(String filter, List<String> reasons) {

        /** Copies its arguments. */
        public Objection {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * What a scorer says of a node.
     *
     * @param scorer its name
     * @param score 0 to the scorer's maximum
     * @param weighted the share of the total
     */
    public record Score(String scorer, long score, long weighted) {}

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
    static String sentence(int nodes, Map<String, Integer> reasons) {
        if (nodes == 0) {
            return "no nodes available to schedule pods";
        }
        List<String> parts = new ArrayList<>();
        reasons.forEach((reason, count) -> parts.add(count + " " + reason));
        Collections.sort(parts);
        String start = "0/" + nodes + " nodes are available";
        return parts.isEmpty() ? start + "." : start + ": " + String.join(", ", parts) + ".";
    }
}
