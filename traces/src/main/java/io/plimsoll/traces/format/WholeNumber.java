package io.plimsoll.traces.format;

/**
 * Reads decimal whole numbers as trace files write them: digits, possibly signed, possibly with a fraction of zeros
 * ({@code 16384.0}, which spreadsheets and data frames make of 16384). No exponents, blanks or grouping.
 */
final class WholeNumber {

    /** What {@link #parse(String)} returns for a text that is no whole number. */
    static final long NOT_A_NUMBER = Long.MIN_VALUE;

    private WholeNumber() {}

    /**
     * The number; {@link #NOT_A_NUMBER} when the text is none. A number beyond the range of a {@code long} becomes
     * {@link Long#MAX_VALUE} or its negative, so that range checks refuse it.
     */
    static long parse(String text) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        int start = negative || (length > 0 && text.charAt(0) == '+') ? 1 : 0;
        int end = start;
        long value = 0;
        boolean huge = false;
        while (end < length && isDigit(text.charAt(end))) {
            int digit = text.charAt(end++) - '0';
            huge |= value > (Long.MAX_VALUE - digit) / 10;
            value = huge ? Long.MAX_VALUE : value * 10 + digit;
        }
        if (end == start || !isZeroFraction(text, end)) {
            return NOT_A_NUMBER;
        }
        return negative ? -value : value;
    }

    private static boolean isZeroFraction(String text, int from) {
        if (from == text.length()) {
            return true;
        }
        if (text.charAt(from) != '.') {
            return false;
        }
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
