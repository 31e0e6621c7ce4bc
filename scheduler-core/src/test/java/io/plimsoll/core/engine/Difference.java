package io.plimsoll.core.engine;

import io.plimsoll.core.model.PodSpec;

/** The core and the oracle do not agree. */
final class Difference extends RuntimeException {

    private static final long serialVersionUID = 1;

    Difference(String what, Object core, Object oracle) {
        super("The core's %s must be the oracle's.%n  core:   %s%n  oracle: %s".formatted(what, core, oracle));
    }

    static void unless(boolean equal, String what, Object core, Object oracle) {
        if (!equal) {
            throw new Difference(what, core, oracle);
        }
    }

    static void unlessEqual(String what, Object core, Object oracle) {
        unless(core.equals(oracle), what, core, oracle);
    }

    static void unlessEqual(String what, PodSpec pod, Object core, Object oracle) {
        if (!core.equals(oracle)) {
            throw new Difference(what + " for " + pod, core, oracle);
        }
    }
}
