package io.plimsoll.kubernetes.input;

import io.plimsoll.core.policy.NearestName;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the field that a misspelt one was meant to be: only slips of the finger count, no other words. */
final class NearestField {

    private static final int MOST_LETTERS_MORE = 2;

    private NearestField() {}

    static @Nullable String of(String written, Collection<String> known) {
        @Nullable String nearest = NearestName.of(written, known);
        return nearest != null && Math.abs(nearest.length() - written.length()) <= MOST_LETTERS_MORE ? nearest : null;
    }
}
