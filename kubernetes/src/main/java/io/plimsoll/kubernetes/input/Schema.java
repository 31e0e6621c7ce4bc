package io.plimsoll.kubernetes.input;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The fields of a class of the fabric8 model, by the names they have in files. Safe for many threads. */
final class Schema {

    private static final Map<Class<?>, Schema> KNOWN = new ConcurrentHashMap<>();

    /** Read by nobody here, and large: who wrote which field. */
    private static final Set<String> SKIPPED = Set.of("managedFields");

    private final String name;
    private final Constructor<?> constructor;
    private final Map<String, Property> properties = new LinkedHashMap<>();

    /** A field: its type, how it is set, and whether nobody wants it. */
    record Property(Type type, Method setter, boolean isSkipped) {

        void set(Object bean, Object value) {
            try {
                setter.invoke(bean, value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Schema(Class<?> type) {
        this.name = type.getSimpleName();
        try {
            this.constructor = type.getConstructor();
            for (Field field : type.getDeclaredFields()) {
                @Nullable JsonProperty property = field.getAnnotation(JsonProperty.class);
                if (property != null) {
                    String key = property.value();
                    properties.put(
                            key, new Property(field.getGenericType(), setter(type, field), isSkipped(key, field)));
                }
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What has no type of its own is read by nobody either. */
    private static boolean isSkipped(String key, Field field) {
        return SKIPPED.contains(key) || field.getType() == Object.class;
    }

    private static Method setter(Class<?> type, Field field) throws NoSuchMethodException {
        String plain = field.getName().replace("_", "");
        String setter = "set" + plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
        return type.getMethod(setter, field.getType());
    }

    static Schema of(Class<?> type) {
        return KNOWN.computeIfAbsent(type, Schema::new);
    }

    /** The name of the class. */
    String name() {
        return name;
    }

    /** Whether it describes what was seen, which no person writes. */
    boolean isStatus() {
        return name.endsWith("Status");
    }

    @Nullable
    Property property(String field) {
        return properties.get(field);
    }

    Set<String> names() {
        return Collections.unmodifiableSet(properties.keySet());
    }

    Object newBean() {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
