package io.plimsoll.core.model;

import java.util.List;

/**
 * Near which pods a pod must or would like to be, and away from which. What is merged when a pod is created
 * ({@code matchLabelKeys}) is part of the selectors already.
 *
 * @param required it must be near pods of every one of these terms
 * @param requiredAnti it must be away from pods of every one of these terms
 * @param preferred it would like to be near
 * @param preferredAnti it would like to be away
 */
public record PodAffinity(
        List<PodAffinityTerm> required,
        List<PodAffinityTerm> requiredAnti,
        List<WeightedPodTerm> preferred,
        List<WeightedPodTerm> preferredAnti) {

    /** No other pod matters. */
    public static final PodAffinity NONE = new PodAffinity(List.of(), List.of(), List.of(), List.of());

    /** Copies its arguments. */
    public PodAffinity {
        required = List.copyOf(required);
        requiredAnti = List.copyOf(requiredAnti);
        preferred = List.copyOf(preferred);
        preferredAnti = List.copyOf(preferredAnti);
    }

    /** Whether no other pod matters. */
    public boolean isEmpty() {
        return required.isEmpty() && requiredAnti.isEmpty() && preferred.isEmpty() && preferredAnti.isEmpty();
    }
}
