package io.plimsoll.kubernetes.config;

import io.plimsoll.kubernetes.input.ConfigDocuments;
import io.plimsoll.kubernetes.input.FieldPath;
import io.plimsoll.kubernetes.input.Report;
import io.plimsoll.kubernetes.input.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one object of a configuration: each is asked for by name, what nobody asked for is reported. */
public final class Settings {

    private final Map<String, Value> values;
    private final FieldPath path;
    private final Report report;
    private final Set<String> asked = new LinkedHashSet<>();

    /** The fields of an object that stands at a place. */
    public Settings(Value.Fields fields, FieldPath path, Report report) {
        this.values = fields.values();
        this.path = path;
        this.report = report;
    }

    private Settings(FieldPath path, Report report) {
        this.values = new LinkedHashMap<>();
        this.path = path;
        this.report = report;
    }

    /** The place of a field. */
    public FieldPath path(String name) {
        return path.field(name);
    }

    /** Where problems are reported. */
    public Report report() {
        return report;
    }

    /** What a field holds; null when it is absent or null. */
    public @Nullable Value get(String name) {
        asked.add(name);
        @Nullable Value value = values.get(name);
        return value == null || Value.isNull(value) ? null : value;
    }

    /** Whether a field holds something. */
    public boolean has(String name) {
        return get(name) != null;
    }

    /** A text; null, and a problem unless it is absent, when there is none. */
    public @Nullable String text(String name) {
        @Nullable Value value = get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Value.Scalar scalar && scalar.kind() == Value.Kind.TEXT) {
            return scalar.text();
        }
        report.value(path(name), Value.shown(value), "be a text", "quotes around it are missing.");
        return null;
    }

    /** True or false. */
    public boolean truth(String name, boolean otherwise) {
        @Nullable Value value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Value.Scalar scalar && scalar.kind() == Value.Kind.BOOLEAN) {
            return scalar.isTrue();
        }
        report.value(path(name), Value.shown(value), "be true or false", "the quotes around it are too many.");
        return otherwise;
    }

    /** A whole number within bounds. */
    public long whole(String name, long otherwise, long least, long most) {
        @Nullable Value value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Value.Scalar scalar && scalar.kind() == Value.Kind.NUMBER) {
            try {
                long number = Long.parseLong(scalar.text());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Reported below.
            }
        }
        String bounds = most == Long.MAX_VALUE
                ? "be a whole number, at least " + least
                : "be a whole number from %d to %d".formatted(least, most);
        report.value(path(name), Value.shown(value), bounds, "a digit is wrong.");
        return otherwise;
    }

    /** An object; empty when it is absent. */
    public Settings object(String name) {
        @Nullable Value value = get(name);
        if (value == null) {
            return new Settings(path(name), report);
        }
        return of(value, path(name));
    }

    private Settings of(Value value, FieldPath at) {
        if (value instanceof Value.Fields fields) {
            return new Settings(fields, at, report);
        }
        report.value(at, Value.shown(value), "be an object", "its fields are not indented below it.");
        return new Settings(at, report);
    }

    /** The objects of a list; empty when it is absent. */
    public List<Settings> objects(String name) {
        List<Settings> objects = new ArrayList<>();
        int index = 0;
        for (Value item : items(name)) {
            objects.add(of(item, path(name).item(index++)));
        }
        return objects;
    }

    /** The texts of a list; empty when it is absent. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        int index = 0;
        for (Value item : items(name)) {
            FieldPath at = path(name).item(index++);
            if (item instanceof Value.Scalar scalar && scalar.kind() == Value.Kind.TEXT) {
                texts.add(scalar.text());
            } else {
                report.value(at, Value.shown(item), "be a text", "quotes around it are missing.");
            }
        }
        return texts;
    }

    private List<Value> items(String name) {
        @Nullable Value value = get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Value.Items items) {
            return items.values();
        }
        report.value(path(name), Value.shown(value), "be a list", "a \"- \" before its item is missing.");
        return List.of();
    }

    /** The names of all fields, in order; each counts as asked for. */
    public List<String> names() {
        asked.addAll(values.keySet());
        return List.copyOf(values.keySet());
    }

    /** Reports every field that nobody asked for. */
    public void end(String what) {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                @Nullable String nearest = ConfigDocuments.nearest(name, asked);
                report.value(
                        path(name),
                        null,
                        "be a field of " + what,
                        nearest == null ? "it belongs elsewhere." : "\"" + nearest + "\" was meant.");
            }
        }
    }
}
