package io.plimsoll.traces.format;

import io.plimsoll.traces.event.TraceEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times and durations: seconds ({@code 90}, {@code 0.25}), parts with units from the largest down ({@code 1h30m},
 * {@code 2d}, {@code 250ms}), or ISO 8601 ({@code PT1H30M}).
 */
public final class TimeText {

    /** What {@link #parse} returns for a text that is none of these. */
    public static final long NONE = -1;

    private static final int MOST_CHARACTERS = 40;
    private static final Pattern SECONDS = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Pattern PARTS =
            Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final Map<Integer, Long> MILLIS =
            Map.of(1, 86_400_000L, 2, 3_600_000L, 3, 60_000L, 4, 1_000L, 5, 1L);

    private TimeText() {}

    /** Milliseconds, 0..{@link TraceEvent#MAX_TIME_MILLIS}; {@link #NONE} when the text is no whole number of them. */
    public static long parse(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            return NONE;
        }
        try {
            return inRange(millis(text));
        } catch (ArithmeticException | DateTimeParseException | NumberFormatException e) {
            return NONE;
        }
    }

    private static BigDecimal millis(String text) {
        if (SECONDS.matcher(text).matches()) {
            return new BigDecimal(text).scaleByPowerOfTen(3);
        }
        Matcher parts = PARTS.matcher(text);
        if (parts.matches()) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int group = 1; group <= parts.groupCount(); group++) {
                String part = parts.group(group);
                if (part != null) {
                    BigDecimal unit = BigDecimal.valueOf(MILLIS.getOrDefault(group, 0L));
                    sum = sum.add(new BigDecimal(part).multiply(unit));
                }
            }
            return sum;
        }
        Duration duration = Duration.parse(text.toUpperCase(Locale.ROOT));
        return new BigDecimal(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .scaleByPowerOfTen(3);
    }

    private static long inRange(BigDecimal millis) {
        long whole = millis.longValueExact();
        return whole >= 0 && whole <= TraceEvent.MAX_TIME_MILLIS ? whole : NONE;
    }
}
