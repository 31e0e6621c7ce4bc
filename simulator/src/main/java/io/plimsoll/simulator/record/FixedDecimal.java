package io.plimsoll.simulator.record;

/**
 * Writes decimal numbers with a fixed number of decimals, the same bytes on every JDK.
 *
 * <p>{@code Double.toString} prints some values differently on JDK 17 and 25, and files of equal runs must be equal. Here
 * {@code value * 10^decimals} is rounded half to even in binary64, and the digits of that integer are written. Stateless.
 */
public final class FixedDecimal {

    /** The largest number of decimals. */
    public static final int MAX_DECIMALS = 9;

    private static final long[] POWERS_OF_TEN = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    /** Above this a binary64 no longer holds every integer, and a digit written would be an invented one. */
    private static final double MAX_SCALED = 0x1p53;

    private FixedDecimal() {}

    /** The number with exactly the given decimals, for example {@code 0.50}. */
    public static String fixed(double value, int decimals) {
        StringBuilder out = new StringBuilder(24);
        append(out, scaled(value, decimals), decimals);
        return out.toString();
    }

    /** The number with at most the given decimals and no zeros at the end, for example {@code 0.5}. */
    public static String trimmed(double value, int decimals) {
        long scaled = scaled(value, decimals);
        int left = decimals;
        while (left > 0 && scaled % 10 == 0) {
            scaled /= 10;
            left--;
        }
        StringBuilder out = new StringBuilder(24);
        append(out, scaled, left);
        return out.toString();
    }

    /**
     * @throws IllegalArgumentException when the value is not finite or too large for that many decimals, or when the
     *     number of decimals is not between 0 and {@link #MAX_DECIMALS}
     */
    private static long scaled(double value, int decimals) {
        if (decimals < 0 || decimals > MAX_DECIMALS) {
            throw new IllegalArgumentException("The number of decimals (" + decimals + ") must be between 0 and "
                    + MAX_DECIMALS + ".\nMaybe the value should be scaled first.");
        }
        double scaled = Math.rint(value * POWERS_OF_TEN[decimals]);
        if (!(Math.abs(scaled) <= MAX_SCALED)) {
            throw new IllegalArgumentException("The number (" + value + ") must be finite and at most 2^53 with "
                    + decimals + " decimals.\nMaybe a share was divided by a capacity of zero.");
        }
        return (long) scaled;
    }

    private static void append(StringBuilder out, long scaled, int decimals) {
        long magnitude = Math.abs(scaled);
        if (scaled < 0) {
            out.append('-');
        }
        out.append(magnitude / POWERS_OF_TEN[decimals]);
        if (decimals > 0) {
            out.append('.');
            long fraction = magnitude % POWERS_OF_TEN[decimals];
            for (int digit = decimals - 1; digit >= 0; digit--) {
                out.append((char) ('0' + fraction / POWERS_OF_TEN[digit] % 10));
            }
        }
    }
}
