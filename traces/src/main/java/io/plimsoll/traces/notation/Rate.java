package io.plimsoll.traces.notation;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates: a number and a unit of time, as in {@code 120/h} or {@code 0.5/s}. */
public final class Rate {

    /** What {@link #perMilli} returns for a text that is no rate. */
    public static final double NONE = -1;

    private static final int MOST_CHARACTERS = 40;
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)/([smhdw])");
    private static final Map<String, Long> MILLIS =
            Map.of("s", 1000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L, "w", 604_800_000L);

    private Rate() {}

    /** A rate per millisecond, at least 0. */
    public static double perMilli(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > MOST_CHARACTERS || !matcher.matches()) {
            return NONE;
        }
        return Double.parseDouble(matcher.group(1)) / MILLIS.getOrDefault(matcher.group(2), 1L);
    }
}
