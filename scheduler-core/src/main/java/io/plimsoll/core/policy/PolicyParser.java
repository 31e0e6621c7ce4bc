package io.plimsoll.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Understands one policy text against the policies that there are. */
final class PolicyParser {

    private static final long MOST_WEIGHT = 1_000_000;

    private final SortedMap<String, PolicyProvider> known;
    private final String text;

    PolicyParser(SortedMap<String, PolicyProvider> known, String text) {
        this.known = known;
        this.text = text.replaceAll("\\s", "");
    }

    PolicyText parse() {
        List<PolicyText.Part> parts = new ArrayList<>();
        for (String part : text.split("\\+", -1)) {
            parts.add(part(part));
        }
        return new PolicyText(parts);
    }

    private PolicyText.Part part(String part) {
        int star = part.indexOf('*');
        String written = star < 0 ? part : part.substring(0, star);
        int colon = written.indexOf(':');
        String name = colon < 0 ? written : written.substring(0, colon);
        if (name.isEmpty()) {
            throw new PolicyTextException(
                    "The text (" + text + ") of a policy must name one, and one on each side of every +.",
                    "Maybe " + example() + " was meant.");
        }
        @Nullable PolicyProvider provider = known.get(name);
        if (provider == null) {
            throw unknown(name);
        }
        Map<String, String> given = colon < 0 ? Map.of() : parameters(name, written.substring(colon + 1));
        PolicyParameters parameters = PolicyParameters.of(provider, given);
        return new PolicyText.Part(
                written, provider, parameters, star < 0 ? 0 : weight(written, part.substring(star + 1)));
    }

    private static Map<String, String> parameters(String policy, String list) {
        Map<String, String> given = new TreeMap<>();
        for (String parameter : list.split(",", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 1 || equals == parameter.length() - 1) {
                throw new PolicyTextException(
                        "The parameter (" + parameter + ") of policy (" + policy + ") must be written name=value.",
                        "Maybe a "
                                + (parameter.isEmpty() ? "comma or colon is too many." : "name or value is missing."));
            }
            String name = parameter.substring(0, equals);
            if (given.put(name, parameter.substring(equals + 1)) != null) {
                throw new PolicyTextException(
                        "The parameter (" + name + ") of policy (" + policy + ") must be given once.",
                        "Maybe one of them is another parameter.");
            }
        }
        return given;
    }

    private static long weight(String written, String weight) {
        PolicyParameter.Whole range = new PolicyParameter.Whole(1, MOST_WEIGHT);
        if (!range.allow(weight)) {
            throw new PolicyTextException(
                    "The weight (" + weight + ") of policy (" + written + ") must be " + range.rule() + ".",
                    "Maybe " + written + "*2 was meant.");
        }
        return Long.parseLong(weight);
    }

    private PolicyTextException unknown(String name) {
        @Nullable String nearest = NearestName.of(name, known.keySet());
        return new PolicyTextException(
                "The name (" + name + ") of policy (" + text + ") must be one of " + String.join(", ", known.keySet())
                        + ".",
                nearest == null
                        ? "Maybe the jar of a policy of your own is missing on the class path."
                        : "Maybe " + nearest + " was meant.");
    }

    private String example() {
        return known.isEmpty() ? "a policy that is missing on the class path" : known.firstKey();
    }
}
