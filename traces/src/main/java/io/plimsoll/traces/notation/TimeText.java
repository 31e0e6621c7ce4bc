package io.plimsoll.traces.notation;

import io.plimsoll.core.input.DurationText;
import io.plimsoll.traces.event.TraceEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Times and durations: {@link DurationText numbers with units} ({@code 1h30m}, {@code 250ms}), seconds ({@code 90}, {@code 0.25})
 * and ISO 8601 ({@code PT1H30M}). In whole milliseconds.
 */
public final class TimeText {

    /** What is returned for a text that is none of these. */
    public static final long NONE = DurationText.NONE;

    private static final int MOST_CHARACTERS = 40;
    private static final int MILLI = 1000;
    private static final int MILLI_DIGITS = 3;
    private static final Pattern SECONDS = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

    private TimeText() {}

    /** Milliseconds of seconds, parts or ISO 8601, at most {@link TraceEvent#MAX_TIME_MILLIS}. */
    public static long parse(String text) {
        long millis = parseAny(text);
        return millis > TraceEvent.MAX_TIME_MILLIS ? NONE : millis;
    }

    private static long parseAny(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            return NONE;
        }
        if (SECONDS.matcher(text).matches()) {
            return DurationText.whole(new BigDecimal(text).scaleByPowerOfTen(MILLI_DIGITS));
        }
        long millis = DurationText.millis(text);
        return millis == NONE ? iso(text) : millis;
    }

    /** Milliseconds from 0 as seconds: {@code 90} or {@code 0.25}. */
    public static String ofMillis(long millis) {
        return millis % MILLI == 0
                ? Long.toString(millis / MILLI)
                : BigDecimal.valueOf(millis, MILLI_DIGITS).stripTrailingZeros().toPlainString();
    }

    private static long iso(String text) {
        try {
            Duration duration = Duration.parse(text.toUpperCase(Locale.ROOT));
            return DurationText.whole(new BigDecimal(duration.getSeconds())
                    .add(BigDecimal.valueOf(duration.getNano(), 9))
                    .scaleByPowerOfTen(MILLI_DIGITS));
        } catch (ArithmeticException | DateTimeParseException e) {
            return NONE;
        }
    }
}
