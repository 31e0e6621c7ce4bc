package io.plimsoll.kubernetes.input;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an unquoted scalar of YAML is. Kubernetes reads YAML 1.1: {@code yes} and {@code off} are truth values, a
 * leading 0 makes a number octal.
 */
public final class YamlScalars {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n");

    private static final Pattern WHOLE = Pattern.compile("[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*)");
    private static final Pattern BROKEN = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private YamlScalars() {}

    /** Whether a text may stand without quotes and stays a text. */
    public static boolean isText(String text) {
        return kind(text) == Value.Kind.TEXT;
    }

    static Value.Kind kind(String text) {
        if (NULLS.contains(text)) {
            return Value.Kind.NULL;
        }
        char first = text.charAt(0);
        if (first == '+' || first == '-' || first == '.' || (first >= '0' && first <= '9')) {
            return WHOLE.matcher(text).matches() || BROKEN.matcher(text).matches()
                    ? Value.Kind.NUMBER
                    : Value.Kind.TEXT;
        }
        return isTruth(text) ? Value.Kind.BOOLEAN : Value.Kind.TEXT;
    }

    private static boolean isTruth(String text) {
        if (text.length() > 5) {
            return false;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        boolean written = text.equals(lower)
                || text.equals(text.toUpperCase(Locale.ROOT))
                || text.equals(Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        return written && (TRUE.contains(lower) || FALSE.contains(lower));
    }

    static boolean truth(String text) {
        return TRUE.contains(text.toLowerCase(Locale.ROOT));
    }

    /** The whole number that a text of kind NUMBER stands for; throws NumberFormatException when it is none. */
    static long whole(String text) {
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        int radix = 10;
        if (digits.startsWith("0x")) {
            radix = 16;
            digits = digits.substring(2);
        } else if (digits.startsWith("0b")) {
            radix = 2;
            digits = digits.substring(2);
        } else if (digits.startsWith("0o")) {
            radix = 8;
            digits = digits.substring(2);
        } else if (digits.length() > 1 && digits.startsWith("0") && !digits.contains(".")) {
            radix = 8;
            digits = digits.substring(1);
        } else if (digits.contains(".") || digits.contains("e") || digits.contains("E")) {
            return new BigDecimal(text).longValueExact();
        }
        return Long.parseLong((negative ? "-" : "") + digits, radix);
    }
}
