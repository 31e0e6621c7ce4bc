package io.plimsoll.core.model;

import org.jspecify.annotations.Nullable;

/** Checks of arguments with the project's two-line messages: what must hold, then a guess at what went wrong. */
final class Require {

    private Require() {}

    static void quantity(String resource, long amount) {
        if (amount < 0 || amount > Resources.MAX_QUANTITY) {
            throw new IllegalArgumentException("The quantity (%d) of resource (%s) must be between 0 and %d.%n"
                            .formatted(amount, resource, Resources.MAX_QUANTITY)
                    + "Maybe the unit is wrong: CPU is in thousandths of a core, memory in bytes.");
        }
    }

    static void range(String what, long value, long least, long most, String advice) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "The %s (%d) must be between %d and %d.%n".formatted(what, value, least, most) + "Maybe " + advice);
        }
    }

    static void text(String what, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "The %s must not be empty.%n".formatted(what) + "Maybe a field is missing in the input.");
        }
    }
}
