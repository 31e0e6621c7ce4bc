package io.plimsoll.planner;

/** Seeds of randomised tests: printed, and replaced by {@code -Dplimsoll.seed=} to replay a failure. */
public final class Seeds {

    private Seeds() {}

    /** The seed of a test: the property when given, else the default. */
    public static long of(String test, long byDefault) {
        long seed = Long.getLong("plimsoll.seed", byDefault);
        System.out.printf("%s runs with -Dplimsoll.seed=%d%n", test, seed);
        return seed;
    }
}
