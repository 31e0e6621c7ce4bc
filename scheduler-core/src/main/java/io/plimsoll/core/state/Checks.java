package io.plimsoll.core.state;

/** Whether the core checks itself: {@code -Dplimsoll.checks=full} recomputes every cached value after every step. */
public final class Checks {

    /** A constant, so that checks which are off cost nothing. */
    public static final boolean FULL = "full".equals(System.getProperty("plimsoll.checks"));

    private Checks() {}

    /** Reports a cached value that differs from the one computed from scratch. */
    public static IllegalStateException corrupted(String what, Object cached, Object recomputed) {
        return new IllegalStateException(
                "The cached %s (%s) must equal the recomputed one (%s).%n".formatted(what, cached, recomputed)
                        + "Maybe a change of the cluster did not invalidate it: this is a defect of Plimsoll, please report it.");
    }
}
