package io.plimsoll.simulator.fgd;

import io.plimsoll.simulator.record.FixedDecimal;

/** Writes the numbers of the study: with a fixed count of decimals, and empty where there is none. */
final class Fixed {

    private static final double NANOS_PER_SECOND = 1e9;

    private Fixed() {}

    /** The number with that many decimals; empty for NaN, {@code inf} when infinite. */
    static String of(double value, int decimals) {
        if (Double.isNaN(value)) {
            return "";
        }
        return Double.isInfinite(value) ? "inf" : FixedDecimal.fixed(value, decimals);
    }

    /** Nanoseconds as seconds with that many decimals. */
    static String seconds(long nanos, int decimals) {
        return FixedDecimal.fixed(nanos / NANOS_PER_SECOND, decimals);
    }
}
