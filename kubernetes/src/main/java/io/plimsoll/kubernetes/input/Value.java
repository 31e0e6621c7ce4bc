package io.plimsoll.kubernetes.input;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a YAML or JSON document with the line it stands on, counted from 1 in its file. */
public sealed interface Value {

    /** Where the value begins. */
    int line();

    /** An object: names to values, in the order of the document. */
    record Fields(int line, Map<String, Value> values) implements Value {

        /** The value of a field; null when it is absent or null. */
        public @Nullable Value get(String name) {
            Value value = values.get(name);
            return value == null || isNull(value) ? null : value;
        }

        /** The text of a field; null when it is absent or no text. */
        public @Nullable String text(String name) {
            return get(name) instanceof Scalar scalar ? scalar.text() : null;
        }
    }

    /** A list. */
    record Items(int line, List<Value> values) implements Value {}

    /** A text, number, truth value or null, as it was written. */
    record Scalar(int line, Kind kind, String text) implements Value {

        /** Whether it is a truth value, and true. */
        public boolean isTrue() {
            return kind == Kind.BOOLEAN && YamlScalars.truth(text);
        }
    }

    /** What a scalar is. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** Whether nothing was given. */
    static boolean isNull(Value value) {
        return value instanceof Scalar scalar && scalar.kind() == Kind.NULL;
    }

    /** The value as a message shows it: a scalar as written, else what it is. */
    static String shown(Value value) {
        if (value instanceof Scalar scalar) {
            return scalar.text();
        }
        return value instanceof Fields ? "an object" : "a list";
    }
}
