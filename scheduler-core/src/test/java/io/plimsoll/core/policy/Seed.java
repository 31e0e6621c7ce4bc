package io.plimsoll.core.policy;

import java.util.Random;

/** The seed of randomised tests: {@code -Dplimsoll.seed=} replays another one. */
final class Seed {

    static final long VALUE = Long.getLong("plimsoll.seed", 20230710);

    private Seed() {}

    static Random random() {
        return new Random(VALUE);
    }

    /** For the description of an assertion. */
    static String hint() {
        return "replay with -Dplimsoll.seed=" + VALUE;
    }
}
