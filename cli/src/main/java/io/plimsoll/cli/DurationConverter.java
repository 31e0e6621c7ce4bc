package io.plimsoll.cli;

import io.plimsoll.core.input.DurationText;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a length of virtual time as traces and workloads write it, such as {@code 1h30m}, and microseconds. */
final class DurationConverter implements ITypeConverter<Duration> {

    private static final Pattern MICROS = Pattern.compile("[0-9]{1,9}us");
    private static final Duration MOST = Duration.ofDays(100 * 366);

    @Override
    public Duration convert(String text) {
        if (MICROS.matcher(text).matches()) {
            return Duration.ofNanos(1000 * Long.parseLong(text.substring(0, text.length() - 2)));
        }
        long millis = DurationText.millis(text);
        if (millis != DurationText.NONE && millis <= MOST.toMillis()) {
            return Duration.ofMillis(millis);
        }
        throw new TypeConversionException("The time (" + text
                + ") must be numbers with units, at most a hundred years, as in 500us, 10ms, 90s, 1h30m or 7d.");
    }
}
