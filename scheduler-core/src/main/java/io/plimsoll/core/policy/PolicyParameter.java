package io.plimsoll.core.policy;

import java.util.List;

/**
 * A parameter that a policy declares.
 *
 * @param name its name in a policy's text: lower-case words with hyphens
 * @param values which values are allowed
 * @param defaultValue the value when the text gives none
 * @param description what it does, in a phrase for people
 */
public record PolicyParameter(String name, Values values, String defaultValue, String description) {

    /** @throws IllegalArgumentException when the name is not lower-case words, or the default is not allowed */
    public PolicyParameter {
        PolicyNames.require("parameter", name);
        if (!values.allow(defaultValue)) {
            throw new IllegalArgumentException("The default (" + defaultValue + ") of parameter (" + name + ") must be "
                    + values.rule() + "." + System.lineSeparator() + "Maybe the range was narrowed later.");
        }
    }

    /** A parameter that is a whole number. */
    public static PolicyParameter whole(String name, long least, long most, long defaultValue, String description) {
        return new PolicyParameter(name, new Whole(least, most), Long.toString(defaultValue), description);
    }

    /** A parameter that is one of some words. */
    public static PolicyParameter choice(String name, List<String> words, String defaultValue, String description) {
        return new PolicyParameter(name, new OneOf(words), defaultValue, description);
    }

    /** Which values a parameter may have. */
    public sealed interface Values {

        /** Whether a value as it is written is one of them. */
        boolean allow(String value);

        /** What a value must be, for a sentence: {@code a whole number between 1 and 100}. */
        String rule();
    }

    /**
     * Whole numbers.
     *
     * @param least the smallest
     * @param most the largest
     */
    public record Whole(long least, long most) implements Values {

        @Override
        public boolean allow(String value) {
            try {
                long number = Long.parseLong(value);
                return least <= number && number <= most;
            } catch (NumberFormatException notANumber) {
                return false;
            }
        }

        @Override
        public String rule() {
            return "a whole number between " + least + " and " + most;
        }
    }

    /**
     * Words.
     *
     * @param words the words
     */
    public record OneOf(List<String> words) implements Values {

        /** @throws IllegalArgumentException when a word is not lower-case letters and digits */
        public OneOf {
            words = List.copyOf(words);
            words.forEach(word -> PolicyNames.require("value", word));
        }

        @Override
        public boolean allow(String value) {
            return words.contains(value);
        }

        @Override
        public String rule() {
            return "one of " + String.join(", ", words);
        }
    }
}
