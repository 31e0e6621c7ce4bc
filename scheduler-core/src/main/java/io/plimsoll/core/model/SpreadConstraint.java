package io.plimsoll.core.model;

/**
 * Pods that the selector matches are to be spread over the domains of a topology key: after placing, the pod's domain may
 * hold at most {@code maxSkew} more of them than the domain that holds fewest. Nodes without the key are refused. Only
 * pods of the same namespace count. (A Kubernetes topology spread constraint; what {@code matchLabelKeys} adds is part of
 * the selector already.)
 *
 * @param topologyKey node label whose values are the domains, for example {@code topology.kubernetes.io/zone}
 * @param maxSkew the largest difference allowed, at least 1
 * @param selector which pods are counted
 * @param must whether the constraint must hold ({@code DoNotSchedule}); otherwise it makes nodes better or worse
 * @param minDomains with fewer domains than this, the fewest pods of a domain count as none; at least 1
 * @param honorsAffinity whether only nodes that the pod's node affinity allows are counted
 * @param honorsTaints whether only nodes whose taints the pod tolerates are counted
 */
public record SpreadConstraint(
        String topologyKey,
        int maxSkew,
        LabelSelector selector,
        boolean must,
        int minDomains,
        boolean honorsAffinity,
        boolean honorsTaints) {

    /** @throws IllegalArgumentException when the key is empty, or the skew or the number of domains below 1 */
    public SpreadConstraint {
        Require.text("topology key", topologyKey);
        Require.range("maximum skew", maxSkew, 1, Integer.MAX_VALUE, "the constraint should be left out.");
        Require.range("least number of domains", minDomains, 1, Integer.MAX_VALUE, "it should be left out.");
    }

    /** A constraint that must hold, and of which everything else is as Kubernetes has it by default. */
    public SpreadConstraint(String topologyKey, int maxSkew, LabelSelector selector) {
        this(topologyKey, maxSkew, selector, true, 1, true, false);
    }
}
