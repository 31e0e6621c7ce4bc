package io.plimsoll.core.model;

/**
 * A wish of a pod: to be near, or away from, the pods that the term means.
 *
 * @param weight 1..100
 * @param term which pods
 */
public record WeightedPodTerm(int weight, PodAffinityTerm term) {

    /** @throws IllegalArgumentException when the weight is not in 1..100 */
    public WeightedPodTerm {
        Require.range("weight of a preference", weight, 1, 100, "a percentage was meant.");
    }
}
