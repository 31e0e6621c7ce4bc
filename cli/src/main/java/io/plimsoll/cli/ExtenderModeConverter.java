package io.plimsoll.cli;

import io.plimsoll.extender.live.Mode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code filter+prioritize}, {@code pick-one} or {@code score-only}. */
final class ExtenderModeConverter implements ITypeConverter<Mode> {

    @Override
    public Mode convert(String text) {
        @Nullable Mode mode = Mode.of(text);
        if (mode == null) {
            throw new TypeConversionException(
                    "The value (" + text + ") must be one of " + Arrays.toString(Mode.values()) + ".");
        }
        return mode;
    }
}
