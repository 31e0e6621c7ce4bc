package io.plimsoll.traces.notation;

import io.plimsoll.traces.event.TraceEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times and durations: parts with units, the longest first ({@code 1h30m}, {@code 2d}, {@code 0.5s}, {@code 250ms}); where
 * that is agreed on also seconds ({@code 90}, {@code 0.25}) and ISO 8601 ({@code PT1H30M}). In whole milliseconds.
 */
public final class TimeText {

    /** What is returned for a text that is none of these. */
    public static final long NONE = -1;

    private static final int MOST_CHARACTERS = 40;
    private static final int MILLI = 1000;
    private static final int MILLI_DIGITS = 3;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?)";
    private static final Pattern SECONDS = Pattern.compile(NUMBER);
    private static final Pattern PARTS =
            Pattern.compile("(?:#w)?(?:#d)?(?:#h)?(?:#m)?(?:#s)?(?:#ms)?".replace("#", NUMBER));
    private static final long[] MILLIS = {604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1};

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
            return whole(new BigDecimal(text).scaleByPowerOfTen(MILLI_DIGITS));
        }
        long millis = parseParts(text);
        return millis == NONE ? iso(text) : millis;
    }

    /** Milliseconds of parts with units, and nothing else; {@link Long#MAX_VALUE} when there are more. */
    public static long parseParts(String text) {
        Matcher parts = PARTS.matcher(text);
        if (text.isEmpty() || text.length() > MOST_CHARACTERS || !parts.matches()) {
            return NONE;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < MILLIS.length; i++) {
            String part = parts.group(i + 1);
            if (part != null) {
                sum = sum.add(new BigDecimal(part).multiply(BigDecimal.valueOf(MILLIS[i])));
            }
        }
        return whole(sum);
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
            return whole(new BigDecimal(duration.getSeconds())
                    .add(BigDecimal.valueOf(duration.getNano(), 9))
                    .scaleByPowerOfTen(MILLI_DIGITS));
        } catch (ArithmeticException | DateTimeParseException e) {
            return NONE;
        }
    }

    private static long whole(BigDecimal millis) {
        boolean fits = millis.signum() >= 0 && millis.stripTrailingZeros().scale() <= 0;
        return fits ? millis.min(MOST).longValueExact() : NONE;
    }
}
