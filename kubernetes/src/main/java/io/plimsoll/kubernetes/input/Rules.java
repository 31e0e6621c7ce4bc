package io.plimsoll.kubernetes.input;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that many fields share, in the words of their messages. */
final class Rules {

    private static final Pattern LABEL_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern DNS_NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern PERCENT = Pattern.compile("[0-9]+%");
    private static final int LONGEST_NAME = 253;

    private final Report report;

    Rules(Report report) {
        this.report = report;
    }

    Report report() {
        return report;
    }

    static <T> List<T> list(@Nullable List<T> items) {
        return items == null ? List.of() : items;
    }

    static <V> Map<String, V> map(@Nullable Map<String, V> entries) {
        return entries == null ? Map.of() : entries;
    }

    boolean given(FieldPath path, @Nullable Object value, String advice) {
        if (value == null || value.equals("")) {
            report.missing(path, advice);
            return false;
        }
        return true;
    }

    void atLeast(FieldPath path, @Nullable Number value, long least) {
        if (value != null && value.longValue() < least) {
            report.value(
                    path,
                    value,
                    "be at least " + least,
                    least == 0 ? "the minus is too much." : "another field was meant.");
        }
    }

    void between(FieldPath path, @Nullable Number value, long least, long most) {
        if (value != null && (value.longValue() < least || value.longValue() > most)) {
            report.value(path, value, "lie from %d to %d".formatted(least, most), "a digit is wrong.");
        }
    }

    void oneOf(FieldPath path, @Nullable String value, List<String> known) {
        if (value != null && !known.contains(value)) {
            @Nullable String nearest = NearestField.of(value, known);
            report.value(
                    path,
                    value,
                    "be " + String.join(", ", known.subList(0, known.size() - 1)) + (known.size() > 1 ? " or " : "")
                            + known.get(known.size() - 1),
                    nearest == null ? "another field was meant." : "\"" + nearest + "\" was meant.");
        }
    }

    /** A name that is also the name of a host: letters, digits and dashes between dots. */
    void name(FieldPath path, String value) {
        if (value.length() > LONGEST_NAME || !DNS_NAME.matcher(value).matches()) {
            report.value(
                    path,
                    value,
                    "be at most 253 small letters, digits, dashes and dots, letters or digits at both ends",
                    nameAdvice(value));
        }
    }

    /** A name without dots. */
    void label(FieldPath path, String value) {
        if (!DNS_LABEL.matcher(value).matches()) {
            report.value(
                    path,
                    value,
                    "be at most 63 small letters, digits and dashes, letters or digits at both ends",
                    nameAdvice(value));
        }
    }

    private static String nameAdvice(String value) {
        if (value.contains("{{") || value.contains("$")) {
            return "it is a template that was not rendered.";
        }
        for (String sign : List.of("_", ".", " ")) {
            if (value.contains(sign)) {
                return "a dash was meant instead of \"" + sign + "\".";
            }
        }
        return value.isEmpty() ? "it was forgotten." : "a capital letter or another sign is in it.";
    }

    /** The key of a label: a name, with a domain before it or not. */
    void labelKey(FieldPath path, String key) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        boolean domain = slash < 0
                || (slash <= LONGEST_NAME
                        && DNS_NAME.matcher(key.substring(0, slash)).matches());
        if (!domain || !LABEL_NAME.matcher(name).matches()) {
            report.value(
                    path,
                    key,
                    "be a label key: at most 63 letters, digits, dashes, underscores and dots, after a domain and a slash or not",
                    key.isEmpty() ? "it was forgotten." : "a blank or another sign is in it.");
        }
    }

    void labelValue(FieldPath path, String value) {
        if (!value.isEmpty() && !LABEL_NAME.matcher(value).matches()) {
            report.warning(
                    path,
                    value,
                    "be a label value: at most 63 letters, digits, dashes, underscores and dots",
                    "it belongs into an annotation.");
        }
    }

    void labels(FieldPath path, @Nullable Map<String, String> labels) {
        map(labels).forEach((key, value) -> {
            labelKey(path.field(key), key);
            labelValue(path.field(key), value);
        });
    }

    void notNegative(FieldPath path, @Nullable Map<String, Quantity> quantities) {
        map(quantities).forEach((name, quantity) -> {
            if (Quantities.exact(quantity).signum() < 0) {
                report.value(path.field(name), quantity, "not be negative", "the minus is too much.");
            }
        });
    }

    /** Reports the second of two equal names. */
    void once(FieldPath path, @Nullable String name, Set<String> seen, String what) {
        if (name != null && !seen.add(name)) {
            report.value(path, name, "be the only " + what + " of this name", "it was copied and not renamed.");
        }
    }

    void countOrPercent(FieldPath path, @Nullable IntOrString value) {
        if (value == null) {
            return;
        }
        if (value.getStrVal() != null) {
            if (!PERCENT.matcher(value.getStrVal()).matches()) {
                report.value(path, value.getStrVal(), "be a whole number or a share such as 25%", "the % is missing.");
            }
        } else {
            atLeast(path, value.getIntVal(), 0);
        }
    }

    static boolean isEmpty(@Nullable Collection<?> items) {
        return items == null || items.isEmpty();
    }
}
