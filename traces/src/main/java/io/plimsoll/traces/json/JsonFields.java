package io.plimsoll.traces.json;

import io.plimsoll.core.policy.NearestName;
import io.plimsoll.traces.json.JsonValue.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object, taken one by one by a reader that knows what may be there. {@link #done()} reports every
 * member that nobody took, with the nearest name that would have been taken. For one thread.
 */
public final class JsonFields {

    private final JsonValue object;
    private final JsonProblems problems;
    private final List<String> known = new ArrayList<>();

    private JsonFields(JsonValue object, JsonProblems problems) {
        this.object = object;
        this.problems = problems;
    }

    /** The members of a value; null when it is no object, which is then reported. */
    public static @Nullable JsonFields of(JsonValue value, JsonProblems problems) {
        if (!value.is(Kind.OBJECT)) {
            problems.value(value, "be an object", "braces are missing around it.");
            return null;
        }
        return new JsonFields(value, problems);
    }

    /** The object itself. */
    public JsonValue object() {
        return object;
    }

    /** The member of this name; null when there is none. */
    public @Nullable JsonValue take(String key) {
        known.add(key);
        return object.members().get(key);
    }

    /** The member of this name; null when there is none, which is then reported. */
    public @Nullable JsonValue require(String key) {
        JsonValue value = take(key);
        if (value == null && !isMistyped(key)) {
            problems.missing(object, key, "it was left out.");
        }
        return value;
    }

    /** Reports the members that were not taken. */
    public void done() {
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            String key = member.getKey();
            if (!known.contains(key)) {
                String nearest = NearestName.of(key, known);
                problems.key(
                        member.getValue().line(),
                        object.path(),
                        key,
                        "be one of " + String.join(", ", known),
                        nearest == null ? "it belongs to another object." : nearest + " was meant.");
            }
        }
    }

    /** Whether a key is there that looks like the missing one; {@link #done()} will say so. */
    private boolean isMistyped(String missing) {
        String nearest = NearestName.of(missing, object.members().keySet());
        return nearest != null && !known.contains(nearest);
    }
}
