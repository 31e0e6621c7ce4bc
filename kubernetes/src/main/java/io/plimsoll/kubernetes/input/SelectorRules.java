package io.plimsoll.kubernetes.input;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTerm;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTerm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What selectors, affinities, tolerations and spread constraints must be. */
final class SelectorRules {

    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
    private static final List<String> LABEL_OPERATORS = List.of("In", "NotIn", "Exists", "DoesNotExist");
    private static final List<String> NODE_OPERATORS = List.of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt");
    private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    private final Rules rules;

    SelectorRules(Rules rules) {
        this.rules = rules;
    }

    void selector(FieldPath path, @Nullable LabelSelector selector) {
        if (selector == null) {
            return;
        }
        rules.labels(path.field("matchLabels"), selector.getMatchLabels());
        int index = 0;
        for (LabelSelectorRequirement requirement : Rules.list(selector.getMatchExpressions())) {
            FieldPath at = path.field("matchExpressions").item(index++);
            requirement(at, requirement.getKey(), requirement.getOperator(), requirement.getValues(), LABEL_OPERATORS);
        }
    }

    private void requirement(
            FieldPath path,
            @Nullable String key,
            @Nullable String operator,
            @Nullable List<String> values,
            List<String> operators) {
        if (rules.given(path.field("key"), key, "the label to look at was forgotten.") && key != null) {
            rules.labelKey(path.field("key"), key);
        }
        if (!rules.given(path.field("operator"), operator, "\"In\" was meant.") || operator == null) {
            return;
        }
        rules.oneOf(path.field("operator"), operator, operators);
        int count = Rules.list(values).size();
        boolean set = operator.equals("In") || operator.equals("NotIn");
        boolean exists = operator.equals("Exists") || operator.equals("DoesNotExist");
        if (set && count == 0) {
            rules.report().missing(path.field("values"), "\"Exists\" was meant as the operator.");
        } else if (exists && count > 0) {
            rules.report()
                    .value(path.field("values"), values, "be absent for the operator " + operator, "\"In\" was meant.");
        } else if ((operator.equals("Gt") || operator.equals("Lt")) && !isOneNumber(values)) {
            rules.report()
                    .value(
                            path.field("values"),
                            values,
                            "be one whole number for the operator " + operator,
                            "a unit is too much.");
        }
    }

    private static boolean isOneNumber(@Nullable List<String> values) {
        if (values == null || values.size() != 1) {
            return false;
        }
        try {
            Long.parseLong(values.get(0));
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    void affinity(FieldPath path, @Nullable Affinity affinity) {
        if (affinity == null) {
            return;
        }
        nodeAffinity(path.field("nodeAffinity"), affinity.getNodeAffinity());
        if (affinity.getPodAffinity() != null) {
            FieldPath at = path.field("podAffinity");
            required(at.field(REQUIRED), affinity.getPodAffinity().getRequiredDuringSchedulingIgnoredDuringExecution());
            preferred(
                    at.field(PREFERRED),
                    affinity.getPodAffinity().getPreferredDuringSchedulingIgnoredDuringExecution());
        }
        if (affinity.getPodAntiAffinity() != null) {
            FieldPath at = path.field("podAntiAffinity");
            required(
                    at.field(REQUIRED),
                    affinity.getPodAntiAffinity().getRequiredDuringSchedulingIgnoredDuringExecution());
            preferred(
                    at.field(PREFERRED),
                    affinity.getPodAntiAffinity().getPreferredDuringSchedulingIgnoredDuringExecution());
        }
    }

    void nodeAffinity(FieldPath path, @Nullable NodeAffinity affinity) {
        if (affinity == null) {
            return;
        }
        nodeSelector(path.field(REQUIRED), affinity.getRequiredDuringSchedulingIgnoredDuringExecution());
        int index = 0;
        for (PreferredSchedulingTerm term : Rules.list(affinity.getPreferredDuringSchedulingIgnoredDuringExecution())) {
            FieldPath at = path.field(PREFERRED).item(index++);
            weight(at, term.getWeight());
            if (term.getPreference() != null) {
                term(at.field("preference"), term.getPreference());
            }
        }
    }

    void nodeSelector(FieldPath path, @Nullable NodeSelector selector) {
        if (selector == null) {
            return;
        }
        if (Rules.isEmpty(selector.getNodeSelectorTerms())) {
            rules.report().missing(path.field("nodeSelectorTerms"), "the terms are indented wrongly.");
        }
        int index = 0;
        for (NodeSelectorTerm term : Rules.list(selector.getNodeSelectorTerms())) {
            term(path.field("nodeSelectorTerms").item(index++), term);
        }
    }

    private void term(FieldPath path, NodeSelectorTerm term) {
        int index = 0;
        for (NodeSelectorRequirement requirement : Rules.list(term.getMatchExpressions())) {
            FieldPath at = path.field("matchExpressions").item(index++);
            requirement(at, requirement.getKey(), requirement.getOperator(), requirement.getValues(), NODE_OPERATORS);
        }
        index = 0;
        for (NodeSelectorRequirement requirement : Rules.list(term.getMatchFields())) {
            FieldPath at = path.field("matchFields").item(index++);
            rules.oneOf(at.field("key"), requirement.getKey(), List.of("metadata.name"));
            rules.oneOf(at.field("operator"), requirement.getOperator(), List.of("In", "NotIn"));
            if (Rules.list(requirement.getValues()).size() != 1) {
                rules.report()
                        .value(at.field("values"), requirement.getValues(), "be one name", "two terms were meant.");
            }
        }
    }

    private void required(FieldPath path, @Nullable List<PodAffinityTerm> terms) {
        int index = 0;
        for (PodAffinityTerm term : Rules.list(terms)) {
            podTerm(path.item(index++), term);
        }
    }

    private void preferred(FieldPath path, @Nullable List<WeightedPodAffinityTerm> terms) {
        int index = 0;
        for (WeightedPodAffinityTerm term : Rules.list(terms)) {
            FieldPath at = path.item(index++);
            weight(at, term.getWeight());
            if (rules.given(
                    at.field("podAffinityTerm"), term.getPodAffinityTerm(), "its fields need that level above them.")) {
                podTerm(at.field("podAffinityTerm"), term.getPodAffinityTerm());
            }
        }
    }

    private void weight(FieldPath path, @Nullable Integer weight) {
        if (rules.given(path.field("weight"), weight, "100 was meant.")) {
            rules.between(path.field("weight"), weight, 1, 100);
        }
    }

    private void podTerm(FieldPath path, PodAffinityTerm term) {
        topologyKey(path, term.getTopologyKey());
        selector(path.field("labelSelector"), term.getLabelSelector());
        selector(path.field("namespaceSelector"), term.getNamespaceSelector());
    }

    private void topologyKey(FieldPath path, @Nullable String key) {
        if (rules.given(path.field("topologyKey"), key, "\"kubernetes.io/hostname\" was meant.") && key != null) {
            rules.labelKey(path.field("topologyKey"), key);
        }
    }

    void tolerations(FieldPath path, @Nullable List<Toleration> tolerations) {
        int index = 0;
        for (Toleration toleration : Rules.list(tolerations)) {
            FieldPath at = path.item(index++);
            @Nullable String operator = toleration.getOperator();
            @Nullable String key = toleration.getKey();
            if (operator != null && !operator.isEmpty()) {
                rules.oneOf(at.field("operator"), operator, List.of("Equal", "Exists"));
            }
            effect(at.field("effect"), toleration.getEffect());
            boolean exists = "Exists".equals(operator);
            if ((key == null || key.isEmpty()) && !exists) {
                rules.report().missing(at.field("key"), "\"Exists\" was meant as the operator, which needs no key.");
            }
            if (exists
                    && toleration.getValue() != null
                    && !toleration.getValue().isEmpty()) {
                rules.report()
                        .value(
                                at.field("value"),
                                toleration.getValue(),
                                "be absent for the operator Exists",
                                "\"Equal\" was meant.");
            }
            if (toleration.getTolerationSeconds() != null && !"NoExecute".equals(toleration.getEffect())) {
                rules.report()
                        .value(
                                at.field("tolerationSeconds"),
                                toleration.getTolerationSeconds(),
                                "be absent unless the effect is NoExecute",
                                "the effect was forgotten.");
            }
        }
    }

    void effect(FieldPath path, @Nullable String effect) {
        if (effect != null && !effect.isEmpty()) {
            rules.oneOf(path, effect, EFFECTS);
        }
    }

    void spread(FieldPath path, @Nullable List<TopologySpreadConstraint> constraints) {
        int index = 0;
        for (TopologySpreadConstraint constraint : Rules.list(constraints)) {
            FieldPath at = path.item(index++);
            if (rules.given(at.field("maxSkew"), constraint.getMaxSkew(), "1 was meant.")) {
                rules.atLeast(at.field("maxSkew"), constraint.getMaxSkew(), 1);
            }
            topologyKey(at, constraint.getTopologyKey());
            @Nullable String action = constraint.getWhenUnsatisfiable();
            if (rules.given(at.field("whenUnsatisfiable"), action, "\"DoNotSchedule\" was meant.")) {
                rules.oneOf(at.field("whenUnsatisfiable"), action, List.of("DoNotSchedule", "ScheduleAnyway"));
            }
            rules.atLeast(at.field("minDomains"), constraint.getMinDomains(), 1);
            if (constraint.getMinDomains() != null && "ScheduleAnyway".equals(action)) {
                rules.report()
                        .value(
                                at.field("minDomains"),
                                constraint.getMinDomains(),
                                "be absent unless whenUnsatisfiable is DoNotSchedule",
                                "\"DoNotSchedule\" was meant.");
            }
            List<String> policies = List.of("Honor", "Ignore");
            rules.oneOf(at.field("nodeAffinityPolicy"), constraint.getNodeAffinityPolicy(), policies);
            rules.oneOf(at.field("nodeTaintsPolicy"), constraint.getNodeTaintsPolicy(), policies);
            selector(at.field("labelSelector"), constraint.getLabelSelector());
        }
    }
}
