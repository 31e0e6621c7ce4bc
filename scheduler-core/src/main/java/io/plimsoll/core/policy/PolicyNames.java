package io.plimsoll.core.policy;

import java.util.regex.Pattern;

/** How policies, parameters and their values are written: so that they can stand in a policy's text without quotes. */
final class PolicyNames {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private PolicyNames() {}

    /** @throws IllegalArgumentException when the name is not lower-case words with hyphens */
    static void require(String noun, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The name of a " + noun + " (" + name
                    + ") must be lower-case letters and digits, in words with hyphens between." + System.lineSeparator()
                    + "Maybe it was written as a class name.");
        }
    }
}
