package io.plimsoll.extender;

import java.util.Random;

/** The seed of randomised tests: {@code -Dplimsoll.seed=} replays another one. */
public final class Seeds {

    private Seeds() {}

    /** The seeds to test with: some that are always the same, or the given one. */
    public static long[] some(int count) {
        Long given = Long.getLong("plimsoll.seed");
        return given == null ? new Random(20261130).longs(count, 0, 1_000_000).toArray() : new long[] {given};
    }

    /** For the description of an assertion. */
    public static String hint(long seed) {
        return "replay with -Dplimsoll.seed=" + seed;
    }
}
