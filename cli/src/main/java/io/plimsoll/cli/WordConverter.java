package io.plimsoll.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of the constants of an enum, written in lower case.
 *
 * @param <E> the enum
 */
abstract class WordConverter<E extends Enum<E>> implements ITypeConverter<E> {
    private final E[] constants;

    WordConverter(E[] constants) {
        this.constants = constants.clone();
    }

    @Override
    public E convert(String text) {
        List<String> words = new ArrayList<>();
        for (E constant : constants) {
            String word = constant.name().toLowerCase(Locale.ROOT);
            if (word.equals(text)) {
                return constant;
            }
            words.add(word);
        }
        throw new TypeConversionException("The value (" + text + ") must be one of " + String.join(", ", words) + ".");
    }
}
