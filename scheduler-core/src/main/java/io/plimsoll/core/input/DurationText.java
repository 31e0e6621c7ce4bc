package io.plimsoll.core.input;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as numbers with units, the longest first: {@code 1h30m}, {@code 2d}, {@code 0.5s}, {@code 250ms}. */
public final class DurationText {

    /** What is returned for a text that is not whole milliseconds. */
    public static final long NONE = -1;

    private static final int MOST_CHARACTERS = 40;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Pattern PARTS =
            Pattern.compile("(?:#w)?(?:#d)?(?:#h)?(?:#m)?(?:#s)?(?:#ms)?".replace("#", "([0-9]+(?:\\.[0-9]+)?)"));
    private static final long[] MILLIS = {604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1};

    private DurationText() {}

    /** Its milliseconds; {@link Long#MAX_VALUE} when there are more, {@link #NONE} when it is not one. */
    public static long millis(String text) {
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

    /** As many milliseconds, where that is a whole number that is not negative. */
    public static long whole(BigDecimal millis) {
        boolean fits = millis.signum() >= 0 && millis.stripTrailingZeros().scale() <= 0;
        return fits ? millis.min(MOST).longValueExact() : NONE;
    }
}
