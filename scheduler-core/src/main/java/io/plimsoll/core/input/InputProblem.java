package io.plimsoll.core.input;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with an input, said so that a person can find and mend it.
 *
 * @param file the file, as the user named it
 * @param line the line, counted from 1; 0 when the file as a whole is meant
 * @param field what is wrong: a column or field name, or a part of the file such as {@code header} or {@code row}
 * @param value what stands there; null when nothing does
 * @param owner whose field it is, for example {@code pod (web-1)}; empty when the field speaks for itself
 * @param rule what must hold, continuing "must", without full stop
 * @param advice a guess at the cause or the cure, continuing "Maybe", with full stop
 */
public record InputProblem(
        String file, long line, String field, @Nullable String value, String owner, String rule, String advice) {

    private static final int SHOWN_CHARACTERS = 60;

    /** A problem of a file as a whole. */
    public static InputProblem ofFile(String file, String field, String rule, String advice) {
        return new InputProblem(file, 0, field, null, "", rule, advice);
    }

    /**
     * Two lines: {@code FILE:LINE: The <field> (<value>) of <owner> must <rule>.} and, indented, {@code Maybe <advice>}.
     * A long value is cut, control characters are shown as escapes.
     */
    public String render() {
        StringBuilder text = new StringBuilder(200).append(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(": The ").append(field);
        if (value != null) {
            text.append(" (").append(shown(value)).append(')');
        }
        if (!owner.isEmpty()) {
            text.append(" of ").append(owner);
        }
        return text.append(" must ")
                .append(rule)
                .append(".\n  Maybe ")
                .append(advice)
                .toString();
    }

    /**
     * A text from an input as it may stand in a message: cut after 60 characters, control characters and broken
     * surrogates as escapes.
     */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        int end = Math.min(text.length(), SHOWN_CHARACTERS);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                shown.append("\\u").append(hexadecimal(c));
            } else {
                shown.append(c);
            }
        }
        return end < text.length() ? shown.append("...").toString() : shown.toString();
    }

    private static String hexadecimal(char c) {
        String digits = Integer.toHexString(c);
        return "0".repeat(4 - digits.length()) + digits;
    }
}
