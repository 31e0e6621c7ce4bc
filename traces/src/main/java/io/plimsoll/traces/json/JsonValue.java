package io.plimsoll.traces.json;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A value in a JSON document, and where it stands. Immutable once its document has been read.
 *
 * @param kind what it is
 * @param path where it stands in the document, for example {@code pods[1].arrivals.rate}; empty for the whole document
 * @param line the line it begins on, counted from 1
 * @param text a string's content, a number as it was written, {@code true}, {@code false} or {@code null}; empty for
 *     objects and lists
 * @param items the items of a list; empty for anything else
 * @param members the members of an object in the order of the document; empty for anything else
 */
public record JsonValue(
        Kind kind, String path, long line, String text, List<JsonValue> items, Map<String, JsonValue> members) {

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    /** The kinds of JSON values. */
    public enum Kind {
        OBJECT("an object"),
        LIST("a list"),
        STRING("a text"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        NULL("null");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The kind with its article. */
        public String words() {
            return words;
        }
    }

    /** Whether it is of this kind. */
    public boolean is(Kind other) {
        return kind == other;
    }

    /** The value as messages show it: what was written, or that it is an object or a list. */
    public String shown() {
        return is(Kind.OBJECT) || is(Kind.LIST) ? kind.words() : text;
    }

    /** The path of a member of an object at {@code path}. */
    static String member(String path, String key) {
        if (!PLAIN_KEY.matcher(key).matches()) {
            return path + "[\"" + key + "\"]";
        }
        return path.isEmpty() ? key : path + "." + key;
    }
}
