package io.plimsoll.simulator.record;

/** Checks of result values, with the project's two-line messages. */
final class Require {

    private Require() {}

    static void notNegative(String what, double value) {
        if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("The " + what + " (" + value
                    + ") must be finite and not negative.\nMaybe a share was divided by a capacity of zero.");
        }
    }

    static void notNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("The " + what + " (" + value
                    + ") must not be negative.\nMaybe a departure was counted without its arrival.");
        }
    }

    static void share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("The " + what + " (" + value
                    + ") must be between 0 and 1.\nMaybe a percentage was given: shares are fractions.");
        }
    }

    static void that(boolean condition, String rule, String advice) {
        if (!condition) {
            throw new IllegalArgumentException(rule + "\nMaybe " + advice);
        }
    }
}
