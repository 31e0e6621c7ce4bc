package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.TopologySelectorLabelRequirement;
import io.fabric8.kubernetes.api.model.TopologySelectorTerm;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeSelectorTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Selectors and their requirements. What Kubernetes would not accept matches nothing, as in kube-scheduler. */
public final class Selectors {

    /** What Kubernetes accepts as the value of a label, and as the name in its key. */
    private static final Pattern VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?");

    private static final Pattern PREFIX =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int LONGEST_PREFIX = 253;

    private Selectors() {}

    /** A selector of labels; one that is not there matches nothing. */
    public static LabelSelector labels(io.fabric8.kubernetes.api.model.@Nullable LabelSelector selector) {
        if (selector == null) {
            return LabelSelector.NOTHING;
        }
        List<Requirement> requirements = new ArrayList<>();
        for (LabelSelectorRequirement one : selector.getMatchExpressions()) {
            @Nullable Operator operator = operator(one.getOperator());
            @Nullable
            Requirement requirement = operator == Operator.GREATER_THAN || operator == Operator.LESS_THAN
                    ? null
                    : requirement(one.getKey(), operator, one.getValues());
            if (requirement == null) {
                return LabelSelector.NOTHING;
            }
            requirements.add(requirement);
        }
        @Nullable Map<String, String> exact = selector.getMatchLabels();
        return new LabelSelector(exact == null ? new TreeMap<>() : new TreeMap<>(exact), requirements);
    }

    static NodeSelectorTerm nodes(io.fabric8.kubernetes.api.model.NodeSelectorTerm term) {
        List<Requirement> expressions = new ArrayList<>();
        boolean accepted = true;
        for (NodeSelectorRequirement one : term.getMatchExpressions()) {
            @Nullable Requirement requirement = ofLabel(one.getKey(), operator(one.getOperator()), one.getValues());
            accepted &= requirement != null;
            if (requirement != null) {
                expressions.add(requirement);
            }
        }
        List<Requirement> fields = new ArrayList<>();
        for (NodeSelectorRequirement one : term.getMatchFields()) {
            @Nullable Requirement requirement = requirement(one.getKey(), operator(one.getOperator()), one.getValues());
            boolean plain = one.getOperator().equals("In") || one.getOperator().equals("NotIn");
            accepted &= plain && one.getValues().size() == 1;
            if (requirement != null) {
                fields.add(requirement);
            }
        }
        return new NodeSelectorTerm(accepted ? expressions : LabelSelector.NOTHING.requirements(), fields);
    }

    /** What a term says of labels; what it says of fields of nodes, which volumes know nothing of, is left out. */
    static LabelSelector nodeLabels(io.fabric8.kubernetes.api.model.NodeSelectorTerm term) {
        return new LabelSelector(new TreeMap<>(), nodes(term).expressions());
    }

    static LabelSelector topology(TopologySelectorTerm term) {
        List<Requirement> requirements = new ArrayList<>();
        for (TopologySelectorLabelRequirement one : term.getMatchLabelExpressions()) {
            @Nullable Requirement requirement = requirement(one.getKey(), Operator.IN, one.getValues());
            if (requirement == null) {
                return LabelSelector.NOTHING;
            }
            requirements.add(requirement);
        }
        return new LabelSelector(new TreeMap<>(), requirements);
    }

    private static @Nullable Requirement ofLabel(String key, @Nullable Operator operator, List<String> values) {
        boolean accepted = isKey(key)
                && values.stream().allMatch(value -> VALUE.matcher(value).matches());
        return accepted ? requirement(key, operator, values) : null;
    }

    private static boolean isKey(String key) {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? "a" : key.substring(0, slash);
        String name = key.substring(slash + 1);
        return !name.isEmpty()
                && VALUE.matcher(name).matches()
                && prefix.length() <= LONGEST_PREFIX
                && PREFIX.matcher(prefix).matches();
    }

    private static @Nullable Requirement requirement(String key, @Nullable Operator operator, List<String> values) {
        boolean ofLabel = !key.equals(NodeSelectorTerm.NAME);
        if (operator == null || (ofLabel && !values.stream().allMatch(VALUE.asMatchPredicate()))) {
            return null;
        }
        try {
            return new Requirement(key, operator, new TreeSet<>(values));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Operator operator(String text) {
        return switch (text) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            case "Gt" -> Operator.GREATER_THAN;
            case "Lt" -> Operator.LESS_THAN;
            default -> null;
        };
    }
}
