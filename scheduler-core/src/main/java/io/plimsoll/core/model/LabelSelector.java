package io.plimsoll.core.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Selects by labels, as a Kubernetes label selector does: all requirements must hold; an empty selector selects
 * everything.
 *
 * @param matchLabels labels that must be there with exactly this value
 * @param requirements further requirements
 */
public record LabelSelector(SortedMap<String, String> matchLabels, List<Requirement> requirements) {

    /** Matches no labels at all: what Kubernetes means by a selector that is not there. */
    public static final LabelSelector NOTHING = new LabelSelector(
            new TreeMap<>(),
            List.of(
                    Requirement.of("nothing", Operator.EXISTS, Set.of()),
                    Requirement.of("nothing", Operator.DOES_NOT_EXIST, Set.of())));

    /** Copies its arguments. */
    public LabelSelector {
        matchLabels = Collections.unmodifiableSortedMap(new TreeMap<>(matchLabels));
        requirements = List.copyOf(requirements);
    }

    /** A selector of exact label values. */
    public static LabelSelector of(Map<String, String> matchLabels) {
        return new LabelSelector(new TreeMap<>(matchLabels), List.of());
    }

    /** Whether nothing is required. */
    public boolean isEmpty() {
        return matchLabels.isEmpty() && requirements.isEmpty();
    }

    /** Whether the labels satisfy every requirement. */
    public boolean matches(Map<String, String> labels) {
        for (Map.Entry<String, String> wanted : matchLabels.entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (Requirement requirement : requirements) {
            if (!requirement.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /** How a requirement compares a label with its values. */
    public enum Operator {
        /** The label is there and its value is one of the values. */
        IN,
        /** The label is absent, or its value is none of the values. */
        NOT_IN,
        /** The label is there. */
        EXISTS,
        /** The label is absent. */
        DOES_NOT_EXIST,
        /** The label is a whole number above the only value. Kubernetes has it for nodes. */
        GREATER_THAN,
        /** The label is a whole number below the only value. Kubernetes has it for nodes. */
        LESS_THAN
    }

    /**
     * One requirement on one label.
     *
     * @param key the label
     * @param operator how it is compared
     * @param values the values; empty exactly for {@link Operator#EXISTS} and {@link Operator#DOES_NOT_EXIST}, a whole
     *     number for {@link Operator#GREATER_THAN} and {@link Operator#LESS_THAN}
     */
    public record Requirement(String key, Operator operator, SortedSet<String> values) {

        /** @throws IllegalArgumentException when values are missing or given where none belong */
        public Requirement {
            Require.text("label key of a requirement", key);
            boolean takesValues = operator != Operator.EXISTS && operator != Operator.DOES_NOT_EXIST;
            if (takesValues == values.isEmpty()) {
                throw new IllegalArgumentException("The values (%s) of label (%s) must %s for operator %s.%n"
                                .formatted(values, key, takesValues ? "not be empty" : "be empty", operator)
                        + "Maybe another operator was meant.");
            }
            boolean compares = operator == Operator.GREATER_THAN || operator == Operator.LESS_THAN;
            if (compares && (values.size() > 1 || number(values.first()) == null)) {
                throw new IllegalArgumentException(
                        "The values (%s) of label (%s) must be one whole number for operator %s.%n"
                                        .formatted(values, key, operator)
                                + "Maybe another operator was meant.");
            }
            values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
        }

        /** A requirement with the given values. */
        public static Requirement of(String key, Operator operator, Set<String> values) {
            return new Requirement(key, operator, new TreeSet<>(values));
        }

        boolean matches(Map<String, String> labels) {
            @Nullable String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
                case GREATER_THAN, LESS_THAN -> compares(value);
            };
        }

        private boolean compares(@Nullable String value) {
            @Nullable Long have = value == null ? null : number(value);
            @Nullable Long limit = number(values.first());
            if (have == null || limit == null) {
                return false;
            }
            return operator == Operator.GREATER_THAN ? have > limit : have < limit;
        }

        private static @Nullable Long number(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }
    }
}
