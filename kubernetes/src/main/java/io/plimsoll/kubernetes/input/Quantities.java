package io.plimsoll.kubernetes.input;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Exact amounts of quantities, by the rules of the Kubernetes type {@code resource.Quantity}: decimal suffixes n, u,
 * m, k, M, G, T, P, E, binary ones Ki to Ei, decimal exponents; what is finer than a billionth is rounded away from
 * zero; binary amounts are capped at 2^63-1. Whole numbers are rounded up, so that who asks for something gets
 * something.
 */
public final class Quantities {

    private static final Pattern FORM =
            Pattern.compile("([+-]?)([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)([numkMGTPE]?|[KMGTPE]i|[eE][+-]?[0-9]{1,9})");
    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
    private static final String BINARY = "KMGTPE";
    private static final int NANO = 9;
    private static final int MOST_DIGITS = 400;
    private static final int MOST_EXPONENT = 400;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);

    private Quantities() {}

    /** The exact amount; the quantity must be well-formed, as all that {@link ObjectReader} reads are. */
    public static BigDecimal exact(Quantity quantity) {
        String format = quantity.getFormat();
        return exact(format == null ? quantity.getAmount() : quantity.getAmount() + format);
    }

    /** The exact amount of a text that {@link #problem} has no objection to. */
    public static BigDecimal exact(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("The text (%s) of a quantity must %s.%nMaybe %s"
                    .formatted(text, String.valueOf(problem(text)), advice(text)));
        }
        BigDecimal number = new BigDecimal(matcher.group(2));
        String suffix = matcher.group(3);
        if (suffix.endsWith("i")) {
            int power = 10 * (BINARY.indexOf(suffix.charAt(0)) + 1);
            number = number.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(power)));
            number = nano(number).min(MOST);
        } else {
            Integer power = DECIMAL.get(suffix);
            number = nano(number.scaleByPowerOfTen(power == null ? Integer.parseInt(suffix.substring(1)) : power));
        }
        return matcher.group(1).equals("-") ? number.negate() : number;
    }

    private static BigDecimal nano(BigDecimal number) {
        return number.scale() > NANO ? number.setScale(NANO, RoundingMode.UP) : number;
    }

    /** The amount in thousandths, rounded up; capped at what a {@code long} holds. */
    public static long milli(BigDecimal amount) {
        return whole(amount.scaleByPowerOfTen(3));
    }

    /** The amount in whole units, rounded up; capped at what a {@code long} holds. */
    public static long whole(BigDecimal amount) {
        return amount.setScale(0, RoundingMode.CEILING).max(LEAST).min(MOST).longValueExact();
    }

    /** The amount of a resource as schedulers count it: thousandths of CPUs, whole units of all else. */
    public static long ofResource(String resource, BigDecimal amount) {
        return resource.equals("cpu") ? milli(amount) : whole(amount);
    }

    /** What a text must do to be a quantity, continuing "must"; null when it is one. */
    static @Nullable String problem(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return "be a quantity such as 500m, 2 or 4Gi";
        }
        String suffix = matcher.group(3);
        boolean far = DECIMAL.get(suffix) == null
                && !suffix.endsWith("i")
                && Math.abs(Integer.parseInt(suffix.substring(1))) > MOST_EXPONENT;
        return far || text.length() > MOST_DIGITS ? "be a quantity of a size that computers have" : null;
    }

    /** A guess at what was meant by a text that is no quantity, continuing "Maybe". */
    static String advice(String text) {
        String trimmed = text.strip();
        if (!trimmed.equals(text)) {
            return "the blanks around it are too many.";
        }
        if (trimmed.matches("[0-9.]+[kKmMgGtTpP]i?[bB]")) {
            return "the B at its end is too much: bytes are the unit already.";
        }
        if (trimmed.matches("[0-9.]+K")) {
            return "a small k (1000) or Ki (1024) was meant.";
        }
        if (trimmed.matches("[0-9.]+[gtpe]i?")) {
            return "a capital letter was meant: suffixes are k, M, G, T, P, E and Ki, Mi, Gi, Ti, Pi, Ei.";
        }
        return "its suffix is misspelt: m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi and Ei exist.";
    }
}
