package io.plimsoll.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a length of virtual time: {@code 500us}, {@code 10ms}, {@code 90s}, {@code 15m}, {@code 36h}, {@code 7d}. */
final class DurationConverter implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(us|ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "us", Duration.ofNanos(1_000),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Duration MOST = Duration.ofDays(100 * 366);

    @Override
    public Duration convert(String text) {
        Matcher matcher = FORM.matcher(text);
        Duration unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit != null) {
            Duration duration = unit.multipliedBy(Long.parseLong(matcher.group(1)));
            if (duration.compareTo(MOST) <= 0) {
                return duration;
            }
        }
        throw new TypeConversionException(
                "The time (" + text
                        + ") must be a whole number with a unit, at most a hundred years, as in 500us, 10ms, 90s, 15m, 36h or 7d.");
    }
}
