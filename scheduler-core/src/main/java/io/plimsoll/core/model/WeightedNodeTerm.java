package io.plimsoll.core.model;

/**
 * A wish of a pod: nodes that the term means are better by {@code weight}.
 *
 * @param weight 1..100
 * @param term which nodes
 */
public record WeightedNodeTerm(int weight, NodeSelectorTerm term) {

    /** @throws IllegalArgumentException when the weight is not in 1..100 */
    public WeightedNodeTerm {
        Require.range("weight of a preference", weight, 1, 100, "a percentage was meant.");
    }
}
