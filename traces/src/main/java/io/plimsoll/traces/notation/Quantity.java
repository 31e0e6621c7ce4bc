package io.plimsoll.traces.notation;

import io.plimsoll.core.model.Resources;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities as Kubernetes writes them: {@code 500m}, {@code 1.5}, {@code 16Gi}, {@code 1e3}, {@code 2k}. */
public final class Quantity {

    /** What {@link #parse} returns for a text that is no quantity. */
    public static final long NONE = -1;

    private static final int MOST_CHARACTERS = 40;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Pattern FORM =
            Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)([numk]|[MGTPE]i?|Ki|[eE][+-]?[0-9]{1,2})?");
    private static final String[] BINARY_UNITS = {"", "Ki", "Mi", "Gi", "Ti", "Pi"};
    private static final int BINARY_STEP = 10;
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("n", BigDecimal.ONE.scaleByPowerOfTen(-9)),
            Map.entry("u", BigDecimal.ONE.scaleByPowerOfTen(-6)),
            Map.entry("m", BigDecimal.ONE.scaleByPowerOfTen(-3)),
            Map.entry("k", BigDecimal.ONE.scaleByPowerOfTen(3)),
            Map.entry("M", BigDecimal.ONE.scaleByPowerOfTen(6)),
            Map.entry("G", BigDecimal.ONE.scaleByPowerOfTen(9)),
            Map.entry("T", BigDecimal.ONE.scaleByPowerOfTen(12)),
            Map.entry("P", BigDecimal.ONE.scaleByPowerOfTen(15)),
            Map.entry("E", BigDecimal.ONE.scaleByPowerOfTen(18)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    private Quantity() {}

    /**
     * The quantity in units of {@code 1/scale}, rounded up as Kubernetes does; {@link Long#MAX_VALUE} when it is larger, and
     * {@link #NONE} when the text is none.
     */
    public static long parse(String text, int scale) {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > MOST_CHARACTERS || !matcher.matches()) {
            return NONE;
        }
        BigDecimal number = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(scale));
        String unit = matcher.group(2);
        if (unit != null) {
            BigDecimal factor = UNITS.get(unit);
            number = factor == null
                    ? number.scaleByPowerOfTen(Integer.parseInt(unit.substring(1)))
                    : number.multiply(factor);
        }
        return number.setScale(0, RoundingMode.CEILING).min(MOST).longValueExact();
    }

    /** As {@link #parse}; {@link #NONE} also when there is more than {@link Resources#MAX_QUANTITY}. */
    public static long parseResource(String text, int scale) {
        long amount = parse(text, scale);
        return amount > Resources.MAX_QUANTITY ? NONE : amount;
    }

    /** A number of thousandths from 0, as {@code 64} or {@code 500m}. */
    public static String ofMilli(long milli) {
        return milli % 1000 == 0 ? Long.toString(milli / 1000) : milli + "m";
    }

    /** A number of bytes from 0, as {@code 16Gi}, {@code 1536Mi} or {@code 1000}. */
    public static String ofBytes(long bytes) {
        int unit = bytes == 0 ? 0 : Math.min(BINARY_UNITS.length - 1, Long.numberOfTrailingZeros(bytes) / BINARY_STEP);
        return (bytes >>> (BINARY_STEP * unit)) + BINARY_UNITS[unit];
    }
}
