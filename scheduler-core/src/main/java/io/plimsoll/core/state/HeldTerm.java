package io.plimsoll.core.state;

import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.WeightedPodTerm;
import java.util.ArrayList;
import java.util.List;

/**
 * A term of pod affinity as those see it whom it means: for them it makes the domains of the pods that have it forbidden,
 * better or worse.
 *
 * @param term the term
 * @param anti whether those that have it want to be away from those it means
 * @param weight how much they would like that; 0 when it must be
 */
public record HeldTerm(PodAffinityTerm term, boolean anti, int weight) {

    /** Whether the term must hold. */
    public boolean must() {
        return weight == 0;
    }

    /** The terms of a pod, as often as it has them. */
    static List<HeldTerm> of(PodAffinity affinity) {
        List<HeldTerm> held = new ArrayList<>();
        for (PodAffinityTerm term : affinity.required()) {
            held.add(new HeldTerm(term, false, 0));
        }
        for (PodAffinityTerm term : affinity.requiredAnti()) {
            held.add(new HeldTerm(term, true, 0));
        }
        for (WeightedPodTerm wish : affinity.preferred()) {
            held.add(new HeldTerm(wish.term(), false, wish.weight()));
        }
        for (WeightedPodTerm wish : affinity.preferredAnti()) {
            held.add(new HeldTerm(wish.term(), true, wish.weight()));
        }
        return held;
    }
}
