package io.plimsoll.core.state;

import java.lang.reflect.Field;

/** Reads private fields, for tests that compare whole states: an accessor for a test alone would stand in the way. */
public final class Hidden {

    private Hidden() {}

    /** The value of a field. */
    public static Object value(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("There is no field " + name + " in " + owner.getClass(), e);
        }
    }

    static void set(Object owner, String name, Object value) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            field.set(owner, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("There is no field " + name + " in " + owner.getClass(), e);
        }
    }

    static int number(Object owner, String name) {
        return (Integer) value(owner, name);
    }

    static int[] numbers(Object owner, String name) {
        return (int[]) value(owner, name);
    }

    static long[] longs(Object owner, String name) {
        return (long[]) value(owner, name);
    }
}
