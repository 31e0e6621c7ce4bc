package io.plimsoll.kubernetes.input;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a field stands in an object, for example {@code spec.containers[0].resources.requests["nvidia.com/gpu"]}. Made
 * on the way down and rendered only when something is wrong.
 */
public final class FieldPath {

    /** The object itself. */
    public static final FieldPath ROOT = new FieldPath(null, "", -1);

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    private final @Nullable FieldPath parent;
    private final String name;
    private final int index;

    private FieldPath(@Nullable FieldPath parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** The path of several fields, parted by dots. */
    public static FieldPath of(String dotted) {
        FieldPath path = ROOT;
        for (String name : dotted.split("\\.", -1)) {
            path = path.field(name);
        }
        return path;
    }

    /** A field of this object, or the value of a key of this map. */
    public FieldPath field(String field) {
        return new FieldPath(this, field, -1);
    }

    /** An item of this list, counted from 0. */
    public FieldPath item(int item) {
        return new FieldPath(this, "", item);
    }

    /** The line of this place in a document, or of the nearest place above that the document has. */
    int line(Value root) {
        Value nearest = nearest(root);
        return nearest.line();
    }

    private Value nearest(Value root) {
        if (parent == null) {
            return root;
        }
        Value above = parent.nearest(root);
        if (above instanceof Value.Fields fields) {
            Value value = fields.values().get(name);
            return value == null ? above : value;
        }
        if (above instanceof Value.Items items
                && index >= 0
                && index < items.values().size()) {
            return items.values().get(index);
        }
        return above;
    }

    /** The path as a person writes it; empty for the object itself. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text);
        return text.toString();
    }

    private void append(StringBuilder text) {
        if (parent == null) {
            return;
        }
        parent.append(text);
        if (index >= 0) {
            text.append('[').append(index).append(']');
        } else if (PLAIN.matcher(name).matches()) {
            text.append(text.isEmpty() ? "" : ".").append(name);
        } else {
            text.append("[\"").append(name).append("\"]");
        }
    }
}
