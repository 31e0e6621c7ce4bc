package io.plimsoll.core.model;

/**
 * A wish of a pod: nodes whose labels the selector matches are better by {@code weight}.
 *
 * @param weight 1..100
 * @param selector which nodes are preferred
 */
public record PreferredLabels(int weight, LabelSelector selector) {

    /** @throws IllegalArgumentException when the weight is not in 1..100 */
    public PreferredLabels {
        Require.range("weight of a preference", weight, 1, 100, "a percentage was meant.");
    }
}
