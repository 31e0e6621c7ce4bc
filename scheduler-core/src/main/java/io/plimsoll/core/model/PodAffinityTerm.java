package io.plimsoll.core.model;

/**
 * Pods near which, or away from which, a pod wants to be.
 *
 * @param topologyKey node label whose values say what is near
 * @param pods which pods
 */
public record PodAffinityTerm(String topologyKey, PodSelector pods) {

    /** @throws IllegalArgumentException when the topology key is empty */
    public PodAffinityTerm {
        Require.text("topology key", topologyKey);
    }
}
