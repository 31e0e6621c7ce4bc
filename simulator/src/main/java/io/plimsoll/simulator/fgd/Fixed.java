package io.plimsoll.simulator.fgd;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes numbers with a fixed count of decimals, the same on every JDK and in every locale. */
final class Fixed {

    private Fixed() {}

    /** The number with that many decimals, ties of its binary value to even; empty for NaN, {@code inf} if infinite. */
    static String of(double value, int decimals) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** Nanoseconds as seconds with that many decimals. */
    static String seconds(long nanos, int decimals) {
        return BigDecimal.valueOf(nanos, 9)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
