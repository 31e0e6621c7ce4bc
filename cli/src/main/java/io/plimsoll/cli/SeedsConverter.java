package io.plimsoll.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads seeds: {@code 42}, {@code 42..51}, {@code 1,5,7..9}. */
final class SeedsConverter implements ITypeConverter<Seeds> {

    private static final int MOST = 10_000;

    @Override
    public Seeds convert(String text) {
        List<Integer> seeds = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int dots = part.indexOf("..");
            int first = number(text, dots < 0 ? part : part.substring(0, dots));
            int last = dots < 0 ? first : number(text, part.substring(dots + 2));
            if (last < first || (long) last - first >= MOST) {
                throw new TypeConversionException("The range (" + part + ") of seeds must ascend and have at most "
                        + MOST + " seeds, as in 42..51.");
            }
            for (int seed = first; seed <= last; seed++) {
                seeds.add(seed);
            }
        }
        return new Seeds(seeds);
    }

    private static int number(String text, String number) {
        try {
            return Integer.parseInt(number.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    "The seeds (" + text + ") must be whole numbers or ranges of them, as in 42..51 or 1,2,3.");
        }
    }
}
