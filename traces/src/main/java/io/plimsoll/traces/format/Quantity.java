package io.plimsoll.traces.format;

import io.plimsoll.core.model.Resources;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads quantities as Kubernetes writes them: {@code 500m}, {@code 1.5}, {@code 16Gi}, {@code 1e3}, {@code 2k}. */
final class Quantity {

    /** What {@link #parse} returns for a text that is no quantity of a resource. */
    static final long NONE = -1;

    private static final int MOST_CHARACTERS = 30;
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)([a-zA-Z]*|[eE][+-]?\\d{1,2})");
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("", BigDecimal.ONE),
            Map.entry("n", BigDecimal.ONE.scaleByPowerOfTen(-9)),
            Map.entry("u", BigDecimal.ONE.scaleByPowerOfTen(-6)),
            Map.entry("m", BigDecimal.ONE.scaleByPowerOfTen(-3)),
            Map.entry("k", BigDecimal.ONE.scaleByPowerOfTen(3)),
            Map.entry("M", BigDecimal.ONE.scaleByPowerOfTen(6)),
            Map.entry("G", BigDecimal.ONE.scaleByPowerOfTen(9)),
            Map.entry("T", BigDecimal.ONE.scaleByPowerOfTen(12)),
            Map.entry("P", BigDecimal.ONE.scaleByPowerOfTen(15)),
            Map.entry("E", BigDecimal.ONE.scaleByPowerOfTen(18)),
            Map.entry("Ki", binary(10)),
            Map.entry("Mi", binary(20)),
            Map.entry("Gi", binary(30)),
            Map.entry("Ti", binary(40)),
            Map.entry("Pi", binary(50)),
            Map.entry("Ei", binary(60)));

    private Quantity() {}

    /**
     * The quantity in units of {@code 1/scale}, rounded up; {@link #NONE} when the text is none or beyond {@link
     * Resources#MAX_QUANTITY}.
     */
    static long parse(String text, int scale) {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > MOST_CHARACTERS || !matcher.matches()) {
            return NONE;
        }
        String unit = matcher.group(2);
        BigDecimal factor = UNITS.get(unit);
        if (factor == null) {
            if (!unit.matches("[eE][+-]?\\d+")) {
                return NONE;
            }
            factor = BigDecimal.ONE.scaleByPowerOfTen(Integer.parseInt(unit.substring(1)));
        }
        BigDecimal amount = new BigDecimal(matcher.group(1))
                .multiply(factor)
                .multiply(BigDecimal.valueOf(scale))
                .setScale(0, RoundingMode.CEILING);
        return amount.compareTo(BigDecimal.valueOf(Resources.MAX_QUANTITY)) > 0 ? NONE : amount.longValueExact();
    }

    private static BigDecimal binary(int power) {
        return BigDecimal.valueOf(1L << power);
    }
}
