package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTerm;
import java.util.ArrayList;
import java.util.List;

/** The terms by which a pod wants to be near to others or away from them. */
final class PodTerms {

    private PodTerms() {}

    /** All of them: required and preferred, of affinity, then of anti-affinity. */
    static List<PodAffinityTerm> of(PodSpec spec) {
        List<PodAffinityTerm> terms = new ArrayList<>();
        if (spec.getAffinity() == null) {
            return terms;
        }
        var affinity = spec.getAffinity().getPodAffinity();
        if (affinity != null) {
            terms.addAll(affinity.getRequiredDuringSchedulingIgnoredDuringExecution());
            affinity.getPreferredDuringSchedulingIgnoredDuringExecution().stream()
                    .map(WeightedPodAffinityTerm::getPodAffinityTerm)
                    .forEach(terms::add);
        }
        var antiAffinity = spec.getAffinity().getPodAntiAffinity();
        if (antiAffinity != null) {
            terms.addAll(antiAffinity.getRequiredDuringSchedulingIgnoredDuringExecution());
            antiAffinity.getPreferredDuringSchedulingIgnoredDuringExecution().stream()
                    .map(WeightedPodAffinityTerm::getPodAffinityTerm)
                    .forEach(terms::add);
        }
        return terms;
    }
}
