package io.plimsoll.planner.size;

import java.math.BigDecimal;

/** Prices an hour, in millionths of a currency that nobody names. */
final class Money {

    private static final int DECIMALS = 6;
    private static final int LEAST_DECIMALS = 2;

    private Money() {}

    /** {@code 12.50} or {@code 0.0464}. */
    static String words(long micros) {
        BigDecimal amount = BigDecimal.valueOf(micros, DECIMALS).stripTrailingZeros();
        return (amount.scale() < LEAST_DECIMALS ? amount.setScale(LEAST_DECIMALS) : amount).toPlainString();
    }
}
