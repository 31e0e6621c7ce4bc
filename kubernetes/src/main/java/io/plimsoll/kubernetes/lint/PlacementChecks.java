package io.plimsoll.kubernetes.lint;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.kubernetes.config.CoreProfile;
import io.plimsoll.kubernetes.config.SchedulerProfile;
import io.plimsoll.kubernetes.lint.Finding.Severity;
import io.plimsoll.kubernetes.model.PodConverter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Pods that fit nowhere even where no other pod is, pods that keep each other away from too few domains, and taints that
 * nobody tolerates.
 */
final class PlacementChecks {

    /** Its rule is about pods that are there; without any it says nothing about the pod. */
    private static final String ABOUT_OTHERS = "InterPodAffinity";
    /** Kubernetes itself taints nodes so, for a time. */
    private static final String PASSING = "node.kubernetes.io/";

    private final Lint lint;
    private final Cluster cluster;
    private final Map<String, Scheduler> schedulers = new HashMap<>();

    PlacementChecks(Lint lint) {
        this.lint = lint;
        this.cluster = lint.snapshot().emptyCluster();
        for (SchedulerProfile profile : lint.snapshot().config().profiles()) {
            schedulers.put(profile.schedulerName(), new Scheduler(cluster, alone(CoreProfile.of(profile)), 0));
        }
    }

    private static Profile alone(Profile profile) {
        List<Filter> filters = profile.filters().stream()
                .filter(filter -> !filter.name().equals(ABOUT_OTHERS))
                .toList();
        return new Profile(profile.name(), filters, List.of(), NodeChoice.BEST, profile.deviceChoice());
    }

    void check(List<PodSource> sources) {
        if (lint.snapshot().nodes().isEmpty()) {
            return;
        }
        for (PodSource source : sources) {
            if (!source.pods().isEmpty()) {
                Pod pod = source.pods().get(0);
                PodSpec spec = PodConverter.waiting(pod);
                fitsSomewhere(source, pod, spec);
                keepsAway(source, spec);
            }
        }
        taints();
    }

    private void fitsSomewhere(PodSource source, Pod pod, PodSpec spec) {
        @Nullable
        Scheduler scheduler = schedulers.get(String.valueOf(pod.getSpec().getSchedulerName()));
        boolean placed = pod.getSpec().getNodeName() != null;
        if (scheduler != null
                && !placed
                && scheduler.decision(cluster.decidedClass(spec)) instanceof Decision.Unschedulable unschedulable) {
            lint.add(
                    Severity.ERROR,
                    source,
                    "",
                    "must fit a node that has no pods: "
                            + unschedulable.sentence().replaceFirst("\\.$", ""),
                    "it asks for more than any node has, or for labels or tolerations that are mistyped.");
        }
    }

    private void keepsAway(PodSource source, PodSpec spec) {
        Map<String, String> namespace = lint.snapshot().known().labelsOfNamespace(spec.namespace());
        for (PodAffinityTerm term : spec.rules().podAffinity().requiredAnti()) {
            int domains = domains(term.topologyKey());
            if (term.pods().matches(spec.namespace(), namespace, spec.labels())
                    && source.pods().size() > domains) {
                lint.add(
                        Severity.ERROR,
                        source,
                        ".affinity.podAntiAffinity (" + term.topologyKey() + ")",
                        "must leave room for all %d pods: they keep each other away and there are %d such domains"
                                .formatted(source.pods().size(), domains),
                        "fewer replicas, another topologyKey, or preferred instead of required would do.");
            }
        }
    }

    private int domains(String key) {
        Set<String> values = new HashSet<>();
        for (NodeSpec node : lint.snapshot().nodes()) {
            @Nullable String value = node.labels().get(key);
            if (value != null) {
                values.add(value);
            }
        }
        return values.size();
    }

    private void taints() {
        Map<Taint, Set<String>> nodes = new LinkedHashMap<>();
        for (NodeSpec node : lint.snapshot().nodes()) {
            for (Taint taint : node.taints()) {
                if (taint.forbids() && !taint.key().startsWith(PASSING)) {
                    nodes.computeIfAbsent(taint, ignored -> new TreeSet<>()).add(node.name());
                }
            }
        }
        Set<PodSpec> kinds = new HashSet<>();
        lint.snapshot().pending().forEach(pod -> kinds.add(kind(pod.spec())));
        lint.snapshot().bound().forEach(pod -> kinds.add(kind(pod.spec())));
        nodes.forEach((taint, names) -> {
            if (kinds.stream().noneMatch(pod -> pod.rules().tolerates(taint))) {
                String first = names.iterator().next();
                lint.snapshot().objects().nodes().stream()
                        .filter(node -> node.getMetadata().getName().equals(first))
                        .forEach(node -> lint.add(
                                Severity.WARNING,
                                node,
                                Lint.name(node) + (names.size() > 1 ? " and " + (names.size() - 1) + " more" : ""),
                                "spec.taints (" + text(taint) + ")",
                                "must be tolerated by some pod, or the node stays empty",
                                "the toleration is missing or mistyped."));
            }
        });
    }

    /** The pod but for its names. */
    private static PodSpec kind(PodSpec pod) {
        return pod.withName("any").withNamespace("any").withLabels(Map.of());
    }

    private static String text(Taint taint) {
        return taint.key() + (taint.value().isEmpty() ? "" : "=" + taint.value());
    }
}
