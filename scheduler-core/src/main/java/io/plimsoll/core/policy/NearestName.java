package io.plimsoll.core.policy;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what was probably meant by a name that does not exist. */
public final class NearestName {

    private NearestName() {}

    /**
     * The known name that the fewest edits lead to, capital letters or not, the first of equals; null when more than every
     * third letter would have to change and none begins with what was written.
     */
    public static @Nullable String of(String text, Collection<String> known) {
        String written = text.toLowerCase(Locale.ROOT);
        @Nullable String nearest = null;
        int fewest = Math.max(1, written.length() / 3) + 1;
        for (String name : known) {
            int edits = edits(written, name.toLowerCase(Locale.ROOT));
            if (edits < fewest) {
                fewest = edits;
                nearest = name;
            }
        }
        if (nearest == null && !written.isEmpty()) {
            for (String name : known) {
                String lower = name.toLowerCase(Locale.ROOT);
                if (lower.startsWith(written) || written.startsWith(lower)) {
                    return name;
                }
            }
        }
        return nearest;
    }

    /**
     * How many letters must be inserted, removed, replaced or swapped with their neighbour: the optimal string alignment
     * distance (Damerau, CACM 1964, and Levenshtein, 1966).
     */
    static int edits(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean equal = from.charAt(i - 1) == to.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (equal ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[to.length()];
    }
}
