package io.plimsoll.kubernetes.lint;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.kubernetes.lint.Finding.Severity;
import io.plimsoll.kubernetes.model.PodConverter;
import io.plimsoll.kubernetes.model.Selectors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Selectors that mean no pod, and topology keys that no node has. O(selectors x distinct labels of pods). */
final class SelectorChecks {

    private final Lint lint;
    /** The distinct labels of pods by namespace. */
    private final Map<String, Set<Map<String, String>>> labels = new TreeMap<>();

    private final Set<String> nodeLabels = new HashSet<>();

    SelectorChecks(Lint lint) {
        this.lint = lint;
        lint.snapshot().pending().forEach(pod -> add(pod.spec()));
        lint.snapshot().bound().forEach(pod -> add(pod.spec()));
        lint.snapshot().nodes().forEach(node -> nodeLabels.addAll(node.labels().keySet()));
    }

    private void add(PodSpec pod) {
        labels.computeIfAbsent(pod.namespace(), namespace -> new HashSet<>()).add(pod.labels());
    }

    void check(List<PodSource> sources) {
        for (Service service : lint.snapshot().objects().all(Service.class)) {
            if (service.getSpec() != null
                    && service.getSpec().getSelector() != null
                    && !service.getSpec().getSelector().isEmpty()) {
                selects(service, LabelSelector.of(service.getSpec().getSelector()));
            }
        }
        for (PodDisruptionBudget budget : lint.snapshot().objects().all(PodDisruptionBudget.class)) {
            if (budget.getSpec() != null) {
                selects(budget, Selectors.labels(budget.getSpec().getSelector()));
            }
        }
        for (PodSource source : sources) {
            if (!source.pods().isEmpty()) {
                PodSpec pod = PodConverter.waiting(source.pods().get(0));
                affinity(source, pod.rules().podAffinity().required(), ".affinity.podAffinity", Severity.ERROR);
                affinity(
                        source,
                        pod.rules().podAffinity().requiredAnti(),
                        ".affinity.podAntiAffinity",
                        Severity.WARNING);
                spread(source, pod);
            }
        }
    }

    private void selects(HasMetadata object, LabelSelector selector) {
        String namespace = object.getMetadata().getNamespace();
        if (labels.getOrDefault(namespace, Set.of()).stream().noneMatch(selector::matches)) {
            lint.add(
                    Severity.WARNING,
                    object,
                    Lint.name(object),
                    "spec.selector",
                    "must select a pod of its namespace",
                    "a label is mistyped, or the workload is in another file.");
        }
    }

    private void affinity(PodSource source, List<PodAffinityTerm> terms, String field, Severity severity) {
        for (PodAffinityTerm term : terms) {
            if (!isThere(term.pods())) {
                lint.add(
                        severity,
                        source,
                        field,
                        "must select a pod: none has such labels in these namespaces",
                        "a label is mistyped, or the other workload is in another file.");
            }
            topologyKey(source, term.topologyKey(), field);
        }
    }

    private void spread(PodSource source, PodSpec pod) {
        for (SpreadConstraint constraint : pod.spread()) {
            topologyKey(source, constraint.topologyKey(), ".topologySpreadConstraints");
        }
    }

    private void topologyKey(PodSource source, String key, String field) {
        if (!nodeLabels.isEmpty() && !nodeLabels.contains(key)) {
            lint.add(
                    Severity.WARNING,
                    source,
                    field + ".topologyKey (" + key + ")",
                    "must be a label of some node",
                    "it is mistyped; kubernetes.io/hostname and topology.kubernetes.io/zone are the usual ones.");
        }
    }

    private boolean isThere(PodSelector selector) {
        Map<String, Map<String, String>> ofNamespaces = new HashMap<>();
        return labels.entrySet().stream()
                .anyMatch(entry -> entry.getValue().stream()
                        .anyMatch(pod -> selector.matches(
                                entry.getKey(),
                                ofNamespaces.computeIfAbsent(
                                        entry.getKey(), lint.snapshot().known()::labelsOfNamespace),
                                pod)));
    }
}
