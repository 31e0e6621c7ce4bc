package io.plimsoll.cli;

import io.plimsoll.extender.live.Mode;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code filter+prioritize}, {@code pick-one} or {@code score-only}. */
final class ExtenderModeConverter implements ITypeConverter<Mode> {

    @Override
    public Mode convert(String text) {
        for (Mode mode : Mode.values()) {
            if (mode.toString().equals(text)) {
                return mode;
            }
        }
        throw new TypeConversionException(
                "The value (" + text + ") must be one of " + Arrays.toString(Mode.values()) + ".");
    }
}
