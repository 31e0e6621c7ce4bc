package io.plimsoll.core.model;

/**
 * Pods that the selector matches must be spread over the domains of a topology key: after placing, the pod's domain may
 * hold at most {@code maxSkew} more of them than the domain that holds fewest. Nodes without the key are refused. Only
 * pods of the same namespace count. (A Kubernetes topology spread constraint with {@code DoNotSchedule}.)
 *
 * @param topologyKey node label whose values are the domains, for example {@code topology.kubernetes.io/zone}
 * @param maxSkew the largest difference allowed, at least 1
 * @param selector which pods are counted
 */
public record SpreadConstraint(String topologyKey, int maxSkew, LabelSelector selector) {

    /** @throws IllegalArgumentException when the key is empty or the skew below 1 */
    public SpreadConstraint {
        Require.text("topology key", topologyKey);
        Require.range("maximum skew", maxSkew, 1, Integer.MAX_VALUE, "the constraint should be left out.");
    }
}
