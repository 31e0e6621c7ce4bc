package io.plimsoll.cli;

import io.plimsoll.simulator.engine.NodeWindow;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the hours of nodes: {@code spot-*=20:00-06:00}. */
final class NodeWindowConverter implements ITypeConverter<NodeWindow> {

    private static final Pattern FORM = Pattern.compile("(.+)=([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})");

    @Override
    public NodeWindow convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            long from = millis(matcher.group(2), matcher.group(3));
            long until = millis(matcher.group(4), matcher.group(5));
            boolean midnight = until == 0;
            try {
                return new NodeWindow(matcher.group(1), from, midnight ? TimeUnit.DAYS.toMillis(1) : until);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
        throw new TypeConversionException(
                "The hours (" + text + ") must be names of nodes and two times, as in spot-*=20:00-06:00.");
    }

    /** Below 0 when there is no such time. */
    private static long millis(String hours, String minutes) {
        long minute = Long.parseLong(minutes);
        return minute > 59 ? -1 : TimeUnit.MINUTES.toMillis(60 * Long.parseLong(hours) + minute);
    }
}
