package io.plimsoll.simulator.record;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON document into a string. The bytes depend on the calls only: not on the JDK, a locale or the version of a
 * library, which is why the files that must be equal between runs are written with it. Not thread-safe.
 *
 * <p>The caller keeps the order (a name before each value of an object); nothing checks it but the schemas' tests.
 */
public final class JsonWriter {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;
    private int depth;
    private boolean first = true;
    private boolean afterName;

    private JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    /** For files that people read: one value a line, indented by two spaces. */
    public static JsonWriter pretty() {
        return new JsonWriter(true);
    }

    /** For scripts of an HTML page: no spaces, and nothing that could end the script element. */
    public static JsonWriter embedded() {
        return new JsonWriter(false);
    }

    public JsonWriter beginObject() {
        return begin('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter beginArray() {
        return begin('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    /** The name of the value that follows. */
    public JsonWriter name(String name) {
        separate();
        string(name);
        out.append(pretty ? ": " : ":");
        afterName = true;
        return this;
    }

    public JsonWriter value(String value) {
        separate();
        string(value);
        return this;
    }

    public JsonWriter value(long value) {
        return literal(Long.toString(value));
    }

    public JsonWriter value(boolean value) {
        return literal(Boolean.toString(value));
    }

    /** A number with at most that many decimals, see {@link FixedDecimal#trimmed}. */
    public JsonWriter value(double value, int decimals) {
        return literal(FixedDecimal.trimmed(value, decimals));
    }

    public JsonWriter nullValue() {
        return literal("null");
    }

    public JsonWriter field(String name, @Nullable String value) {
        name(name);
        return value == null ? nullValue() : value(value);
    }

    public JsonWriter field(String name, long value) {
        return name(name).value(value);
    }

    public JsonWriter field(String name, boolean value) {
        return name(name).value(value);
    }

    public JsonWriter field(String name, double value, int decimals) {
        return name(name).value(value, decimals);
    }

    /** An object of strings, in the order of the map. */
    public JsonWriter field(String name, Map<String, String> values) {
        name(name).beginObject();
        values.forEach(this::field);
        return endObject();
    }

    /** The document. A pretty one ends in a line feed. */
    @Override
    public String toString() {
        return pretty ? out + "\n" : out.toString();
    }

    /** A number or another word that is valid JSON as it is. */
    public JsonWriter literal(String json) {
        separate();
        out.append(json);
        return this;
    }

    private JsonWriter begin(char bracket) {
        separate();
        out.append(bracket);
        depth++;
        first = true;
        return this;
    }

    private JsonWriter end(char bracket) {
        depth--;
        if (!first) {
            newLine();
        }
        out.append(bracket);
        first = false;
        return this;
    }

    private void separate() {
        if (afterName) {
            afterName = false;
            return;
        }
        if (!first) {
            out.append(',');
        }
        if (depth > 0) {
            newLine();
        }
        first = false;
    }

    private void newLine() {
        if (pretty) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void string(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (mustEscape(c)) {
                        unicode(c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private boolean mustEscape(char c) {
        if (c < 0x20 || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
            return true;
        }
        return !pretty && (c == '<' || c == '>' || c == '&');
    }

    private void unicode(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX[(c >> shift) & 0xf]);
        }
    }
}
