package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTerm;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTerm;
import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.WeightedNodeTerm;
import io.plimsoll.core.model.WeightedPodTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Node affinity, pod affinity and anti-affinity. */
public final class AffinityConverter {

    private AffinityConverter() {}

    /** Which nodes are meant by a node selector and node affinity, either of which may be missing. */
    public static NodeAffinity nodes(
            @Nullable Map<String, String> selector, io.fabric8.kubernetes.api.model.@Nullable NodeAffinity affinity) {
        @Nullable List<NodeSelectorTerm> required = null;
        List<WeightedNodeTerm> preferred = new ArrayList<>();
        if (affinity != null) {
            var all = affinity.getRequiredDuringSchedulingIgnoredDuringExecution();
            required = all == null
                    ? null
                    : all.getNodeSelectorTerms().stream().map(Selectors::nodes).toList();
            for (PreferredSchedulingTerm wish : affinity.getPreferredDuringSchedulingIgnoredDuringExecution()) {
                preferred.add(new WeightedNodeTerm(wish.getWeight(), Selectors.nodes(wish.getPreference())));
            }
        }
        return new NodeAffinity(new TreeMap<>(NodeConverter.orEmpty(selector)), required, preferred);
    }

    static PodAffinity pods(@Nullable Affinity affinity, String namespace) {
        if (affinity == null) {
            return PodAffinity.NONE;
        }
        var near = affinity.getPodAffinity();
        var away = affinity.getPodAntiAffinity();
        return new PodAffinity(
                near == null ? List.of() : terms(near.getRequiredDuringSchedulingIgnoredDuringExecution(), namespace),
                away == null ? List.of() : terms(away.getRequiredDuringSchedulingIgnoredDuringExecution(), namespace),
                near == null ? List.of() : wishes(near.getPreferredDuringSchedulingIgnoredDuringExecution(), namespace),
                away == null
                        ? List.of()
                        : wishes(away.getPreferredDuringSchedulingIgnoredDuringExecution(), namespace));
    }

    private static List<PodAffinityTerm> terms(
            List<io.fabric8.kubernetes.api.model.PodAffinityTerm> terms, String namespace) {
        return terms.stream().map(term -> term(term, namespace)).toList();
    }

    private static List<WeightedPodTerm> wishes(List<WeightedPodAffinityTerm> wishes, String namespace) {
        return wishes.stream()
                .map(wish -> new WeightedPodTerm(wish.getWeight(), term(wish.getPodAffinityTerm(), namespace)))
                .toList();
    }

    private static PodAffinityTerm term(io.fabric8.kubernetes.api.model.PodAffinityTerm term, String namespace) {
        List<String> namespaces = term.getNamespaces().isEmpty() && term.getNamespaceSelector() == null
                ? List.of(namespace)
                : term.getNamespaces();
        PodSelector pods = new PodSelector(
                Selectors.labels(term.getLabelSelector()),
                new TreeSet<>(namespaces),
                Selectors.labels(term.getNamespaceSelector()));
        return new PodAffinityTerm(term.getTopologyKey(), pods);
    }
}
