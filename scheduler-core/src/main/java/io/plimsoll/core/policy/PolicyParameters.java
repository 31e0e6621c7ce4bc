package io.plimsoll.core.policy;

import io.plimsoll.core.policy.PolicyParameter.OneOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values of a policy's parameters: those that were given, and the defaults of the others. Immutable. */
public final class PolicyParameters {

    private final String policy;
    private final Map<String, String> values;

    private PolicyParameters(String policy, Map<String, String> values) {
        this.policy = policy;
        this.values = values;
    }

    /**
     * The parameters of a policy.
     *
     * @param given values by name, as a policy's text writes them
     * @throws PolicyTextException when a name is not declared or a value not allowed
     */
    public static PolicyParameters of(PolicyProvider policy, Map<String, String> given) {
        Map<String, String> values = new TreeMap<>();
        List<String> names = new ArrayList<>();
        for (PolicyParameter parameter : policy.parameters()) {
            names.add(parameter.name());
            values.put(parameter.name(), parameter.defaultValue());
        }
        given.forEach((name, value) -> {
            if (!values.containsKey(name)) {
                throw unknown(policy.name(), name, names);
            }
        });
        for (PolicyParameter parameter : policy.parameters()) {
            @Nullable String value = given.get(parameter.name());
            if (value != null) {
                if (!parameter.values().allow(value)) {
                    throw notAllowed(policy.name(), parameter, value);
                }
                values.put(parameter.name(), value);
            }
        }
        return new PolicyParameters(policy.name(), values);
    }

    /** Every parameter with its value, sorted by name. */
    SortedMap<String, String> values() {
        return new TreeMap<>(values);
    }

    /** The value of a parameter that is a whole number. */
    public long whole(String name) {
        return Long.parseLong(value(name));
    }

    /** The value of a parameter that is one of some words. */
    public String choice(String name) {
        return value(name);
    }

    private String value(String name) {
        @Nullable String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The parameter (" + name + ") of policy (" + policy
                    + ") must be one that its provider declares." + System.lineSeparator()
                    + "Maybe it is missing in what parameters() returns.");
        }
        return value;
    }

    private static PolicyTextException unknown(String policy, String name, List<String> names) {
        String problem = "The parameter (" + name + ") of policy (" + policy + ") must be ";
        if (names.isEmpty()) {
            return new PolicyTextException(problem + "left out: it takes none.", "Maybe another policy was meant.");
        }
        @Nullable String nearest = NearestName.of(name, names);
        return new PolicyTextException(
                problem + (names.size() == 1 ? "" : "one of ") + String.join(", ", names) + ".",
                "Maybe " + (nearest == null ? names.get(0) : nearest) + " was meant.");
    }

    private static PolicyTextException notAllowed(String policy, PolicyParameter parameter, String value) {
        @Nullable
        String nearest = parameter.values() instanceof OneOf words ? NearestName.of(value, words.words()) : null;
        return new PolicyTextException(
                "The parameter " + parameter.name() + " (" + value + ") of policy (" + policy + ") must be "
                        + parameter.values().rule() + ".",
                "Maybe "
                        + (nearest == null ? "the default, " + parameter.defaultValue() + "," : nearest)
                        + " was meant.");
    }
}
