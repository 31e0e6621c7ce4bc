package io.plimsoll.simulator.report;

import java.util.List;

/** Says in plain words what kube-scheduler's reasons mean. */
final class ReasonWords {

    /** In the order in which they are tried: the first that occurs in the reason explains it. */
    private static final List<Explanation> EXPLANATIONS = List.of(
            new Explanation("Insufficient cpu", "The pod asks for more CPU than the node had left."),
            new Explanation("Insufficient memory", "The pod asks for more memory than the node had left."),
            new Explanation(
                    "Insufficient ephemeral-storage", "The pod asks for more local disk than the node had left."),
            new Explanation("Insufficient devices", "Too few GPUs of the node had free what the pod asks of each."),
            new Explanation("Insufficient resources", "The pod asks for more than the node had left."),
            new Explanation("Insufficient ", "The pod asks for more of this resource than the node had left."),
            new Explanation("Too many pods", "The node held as many pods as it may."),
            new Explanation("were unschedulable", "The node was cordoned: it kept its pods and took no new ones."),
            new Explanation("taint", "The node repels pods that do not tolerate its taint."),
            new Explanation("topology spread", "The pod's group would have been spread too unevenly over the cluster."),
            new Explanation("affinity", "The node does not have the labels that the pod requires."),
            new Explanation("node name", "The pod asks for one node by name, and this is another."),
            new Explanation("model", "The node's GPUs are of a model that the pod does not accept."));

    private ReasonWords() {}

    static String explain(String reason) {
        for (Explanation explanation : EXPLANATIONS) {
            if (reason.contains(explanation.part())) {
                return explanation.text();
            }
        }
        return "A rule of the policy's profile refused the node.";
    }

    private record Explanation(String part, String text) {}
}
