package io.plimsoll.kubernetes.input;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects of the fabric8 model of values, with every field checked against the model: unknown ones, and values of
 * the wrong type. What is wrong is left out of the object.
 */
final class Binder {

    /** Fields of former versions. */
    private static final Set<String> GONE = Set.of("initializers", "clusterName");

    <T> T bind(Value.Fields fields, Class<T> type, Report report, FieldPath path) {
        return type.cast(bean(fields, Schema.of(type), report, path));
    }

    private Object bean(Value.Fields fields, Schema schema, Report report, FieldPath path) {
        Object bean = schema.newBean();
        fields.values().forEach((name, value) -> {
            if (Value.isNull(value)) {
                return;
            }
            Schema.Property property = schema.property(name);
            if (property == null) {
                unknown(schema, name, report, path);
            } else if (!property.isSkipped()) {
                @Nullable Object bound = value(value, property.type(), report, path.field(name));
                if (bound != null) {
                    property.set(bean, bound);
                }
            }
        });
        return bean;
    }

    private static void unknown(Schema schema, String name, Report report, FieldPath path) {
        String nearest = NearestField.of(name, schema.names());
        if (nearest == null || schema.isStatus() || GONE.contains(name)) {
            report.unknown(schema.name() + "." + name);
        } else {
            report.misspelt(path.field(name), schema.name(), nearest);
        }
    }

    private @Nullable Object value(Value value, Type type, Report report, FieldPath path) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? list(value, arguments[0], report, path)
                    : map(value, arguments[1], report, path);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return text(value, report, path);
        }
        if (plain == Integer.class) {
            @Nullable Long whole = whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, report, path);
            return whole == null ? null : Math.toIntExact(whole);
        }
        if (plain == Long.class) {
            return whole(value, Long.MIN_VALUE, Long.MAX_VALUE, report, path);
        }
        if (plain == Boolean.class) {
            return truth(value, report, path);
        }
        if (plain == Quantity.class) {
            return quantity(value, report, path);
        }
        if (plain == IntOrString.class) {
            return intOrString(value, report, path);
        }
        if (value instanceof Value.Fields fields) {
            return bean(fields, Schema.of(plain), report, path);
        }
        report.value(path, Value.shown(value), "be an object", "its fields are not indented below it.");
        return null;
    }

    private @Nullable Object list(Value value, Type type, Report report, FieldPath path) {
        if (!(value instanceof Value.Items items)) {
            report.value(path, Value.shown(value), "be a list", "a \"- \" before its item is missing.");
            return null;
        }
        List<Object> list = new ArrayList<>(items.values().size());
        int index = 0;
        for (Value item : items.values()) {
            FieldPath at = path.item(index++);
            if (Value.isNull(item)) {
                report.missing(at, "the item is empty; remove its line.");
                continue;
            }
            @Nullable Object bound = value(item, type, report, at);
            if (bound != null) {
                list.add(bound);
            }
        }
        return list;
    }

    private @Nullable Object map(Value value, Type type, Report report, FieldPath path) {
        if (!(value instanceof Value.Fields fields)) {
            report.value(path, Value.shown(value), "be an object", "it is a list where keys and values are wanted.");
            return null;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        BiConsumer<String, Value> put = (key, item) -> {
            @Nullable
            Object bound = Value.isNull(item) && type == String.class ? "" : value(item, type, report, path.field(key));
            if (bound != null) {
                map.put(key, bound);
            }
        };
        fields.values().forEach(put);
        return map;
    }

    private static @Nullable String text(Value value, Report report, FieldPath path) {
        if (value instanceof Value.Scalar scalar && scalar.kind() == Value.Kind.TEXT) {
            return scalar.text();
        }
        report.value(path, Value.shown(value), "be a text", "quotes around it are missing.");
        return null;
    }

    private static @Nullable Long whole(Value value, long least, long most, Report report, FieldPath path) {
        if (value instanceof Value.Scalar scalar && scalar.kind() == Value.Kind.NUMBER) {
            try {
                long whole = YamlScalars.whole(scalar.text());
                if (whole >= least && whole <= most) {
                    return whole;
                }
            } catch (ArithmeticException | NumberFormatException e) {
                // Reported below, like every other value that is no such number.
            }
        }
        boolean quoted = value instanceof Value.Scalar scalar
                && scalar.kind() == Value.Kind.TEXT
                && YamlScalars.kind(scalar.text()) == Value.Kind.NUMBER;
        String advice = quoted ? "the quotes around it are too many." : "a unit or a fraction is too many.";
        report.value(
                path,
                Value.shown(value),
                "be a whole number of %d bits".formatted(most > Integer.MAX_VALUE ? 64 : 32),
                advice);
        return null;
    }

    private static @Nullable Boolean truth(Value value, Report report, FieldPath path) {
        if (value instanceof Value.Scalar scalar && scalar.kind() == Value.Kind.BOOLEAN) {
            return scalar.isTrue();
        }
        report.value(path, Value.shown(value), "be true or false", "the quotes around it are too many.");
        return null;
    }

    private static @Nullable Quantity quantity(Value value, Report report, FieldPath path) {
        boolean scalar =
                value instanceof Value.Scalar one && (one.kind() == Value.Kind.TEXT || one.kind() == Value.Kind.NUMBER);
        String text = Value.shown(value);
        @Nullable String wrong = scalar ? Quantities.problem(text) : "be a quantity such as 500m, 2 or 4Gi";
        if (wrong != null) {
            report.value(path, text, wrong, Quantities.advice(text));
            return null;
        }
        return new Quantity(text);
    }

    private static @Nullable IntOrString intOrString(Value value, Report report, FieldPath path) {
        if (value instanceof Value.Scalar scalar) {
            if (scalar.kind() == Value.Kind.TEXT) {
                return new IntOrString(scalar.text());
            }
            if (scalar.kind() == Value.Kind.NUMBER) {
                @Nullable Long whole = whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, report, path);
                return whole == null ? null : new IntOrString(Math.toIntExact(whole));
            }
        }
        report.value(path, Value.shown(value), "be a whole number or a text", "a list or an object is given instead.");
        return null;
    }
}
