package io.plimsoll.traces.generate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How quantities, durations and rates are written. */
final class Notation {

    /** What is returned for a text that is not in the notation. */
    static final long NOT_IN_NOTATION = -1;

    private static final int LONGEST_TEXT = 40;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?)";
    private static final Pattern QUANTITY =
            Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(m|k|[MGTPE]i?|Ki|[eE][+-]?[0-9]{1,2})?");
    private static final Pattern PART = Pattern.compile(NUMBER + "(ms|[smhdw])");
    private static final Pattern RATE = Pattern.compile(NUMBER + "/([smhdw])");

    private static final Map<String, BigDecimal> FACTORS = Map.ofEntries(
            Map.entry("m", new BigDecimal("0.001")),
            Map.entry("k", BigDecimal.TEN.pow(3)),
            Map.entry("M", BigDecimal.TEN.pow(6)),
            Map.entry("G", BigDecimal.TEN.pow(9)),
            Map.entry("T", BigDecimal.TEN.pow(12)),
            Map.entry("P", BigDecimal.TEN.pow(15)),
            Map.entry("E", BigDecimal.TEN.pow(18)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    private static final Map<String, Long> UNITS = Map.of(
            "ms", 1L, "s", 1000L, "m", Calendar.MINUTE, "h", Calendar.HOUR, "d", Calendar.DAY, "w", 7 * Calendar.DAY);

    private Notation() {}

    /**
     * A quantity as Kubernetes writes it ({@code 500m}, {@code 1.5}, {@code 16Gi}, {@code 2e3}) times a scale, rounded up as
     * Kubernetes does; {@link Long#MAX_VALUE} when it is larger.
     */
    static long quantity(String text, int scale) {
        Matcher matcher = QUANTITY.matcher(text);
        if (text.length() > LONGEST_TEXT || !matcher.matches()) {
            return NOT_IN_NOTATION;
        }
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        BigDecimal number = new BigDecimal(matcher.group(1));
        if (FACTORS.containsKey(suffix)) {
            number = number.multiply(FACTORS.getOrDefault(suffix, BigDecimal.ONE));
        } else if (!suffix.isEmpty()) {
            number = number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)));
        }
        return number.multiply(BigDecimal.valueOf(scale))
                .setScale(0, RoundingMode.CEILING)
                .min(MOST)
                .longValueExact();
    }

    /** A duration in milliseconds: numbers with units, the longest first, as in {@code 1h30m}, {@code 0.5s}, {@code 7d}. */
    static long durationMillis(String text) {
        Matcher matcher = PART.matcher(text);
        BigDecimal sum = BigDecimal.ZERO;
        long lastUnit = Long.MAX_VALUE;
        int end = 0;
        while (end < text.length()) {
            if (text.length() > LONGEST_TEXT || !matcher.find(end) || matcher.start() != end) {
                return NOT_IN_NOTATION;
            }
            long unit = UNITS.getOrDefault(matcher.group(2), 0L);
            if (unit >= lastUnit) {
                return NOT_IN_NOTATION;
            }
            sum = sum.add(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)));
            lastUnit = unit;
            end = matcher.end();
        }
        if (text.isEmpty() || sum.stripTrailingZeros().scale() > 0) {
            return NOT_IN_NOTATION;
        }
        return sum.min(MOST).longValueExact();
    }

    /** A rate per millisecond, written as a number and a unit of time, as in {@code 120/h}; negative when it is none. */
    static double perMilli(String text) {
        Matcher matcher = RATE.matcher(text);
        if (text.length() > LONGEST_TEXT || !matcher.matches()) {
            return NOT_IN_NOTATION;
        }
        return Double.parseDouble(matcher.group(1)) / UNITS.getOrDefault(matcher.group(2), 1L);
    }
}
