package io.plimsoll.traces.columnar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the names of a block. Most names are a word and a number: those are written as a number of the word and a number,
 * unless there are too many words. {@code NativeTraceBenchmark} shows what this is worth.
 */
final class NameColumnWriter {

    /** How a column is written. */
    static final int PLAIN = 0;

    static final int NUMBERED = 1;
    /** Stands for the digits of a name without a number. */
    static final int NO_NUMBER = 31;
    /** The most distinct words. */
    static final int MOST_WORDS = 1 << 12;
    /** The most digits of a number. */
    static final int MOST_DIGITS = 18;

    private static final int DIGITS = 32;
    private static final int SLOTS = 4 * MOST_WORDS;

    private final String[] names = new String[Layout.FULL_ROWS];
    private final long[] numbers = new long[Layout.FULL_ROWS];
    private final long[] words = new long[Layout.FULL_ROWS];
    private final @Nullable String[] wordOf = new String[MOST_WORDS];
    /** Length of the word and digits of the number. */
    private final int[] shapes = new int[MOST_WORDS];

    private final int[] slots = new int[SLOTS];
    /** The word of the last name with this hint. */
    private final int[] guesses = new int[MOST_WORDS];

    private int count;
    private long characters;
    private int wordCount;
    private boolean plain;

    int count() {
        return count;
    }

    /** About how many bytes the names have. */
    long characters() {
        return characters;
    }

    /**
     * Takes a name.
     *
     * @param hint names with equal hints often have equal words; spares the search for them
     */
    void add(String name, int hint) {
        names[count] = name;
        characters += name.length();
        if (!plain) {
            int end = name.length();
            int start = end;
            int least = Math.max(0, end - MOST_DIGITS);
            long number = 0;
            long scale = 1;
            while (start > least) {
                int digit = name.charAt(start - 1) - '0';
                if (digit < 0 || digit > 9) {
                    break;
                }
                number += digit * scale;
                scale *= 10;
                start--;
            }
            int padding = start == end ? NO_NUMBER : name.charAt(start) == '0' ? end - start : 0;
            numbers[count] = number;
            words[count] = word(name, start, padding, hint & (MOST_WORDS - 1));
        }
        count++;
    }

    /** Writes the names and forgets them. */
    void write(ByteSink sink) {
        if (plain) {
            writePlain(sink);
        } else {
            sink.octet(NUMBERED);
            sink.number(wordCount);
            for (int i = 0; i < wordCount; i++) {
                sink.text(String.valueOf(wordOf[i]).substring(0, shapes[i] / DIGITS));
                sink.octet(shapes[i] % DIGITS);
            }
            NumberColumn.write(sink, words, count);
            NumberColumn.write(sink, numbers, count);
        }
        Arrays.fill(slots, 0);
        count = 0;
        characters = 0;
        wordCount = 0;
        plain = false;
    }

    private void writePlain(ByteSink sink) {
        sink.octet(PLAIN);
        ByteSink text = new ByteSink();
        for (int i = 0; i < count; i++) {
            text.raw(names[i].getBytes(StandardCharsets.UTF_8));
            numbers[i] = text.size();
        }
        NumberColumn.write(sink, numbers, count);
        sink.number(text.size());
        sink.raw(Arrays.copyOf(text.bytes(), text.size()));
    }

    private int word(String name, int length, int padding, int hint) {
        int shape = length * DIGITS + padding;
        int guess = guesses[hint];
        if (guess < wordCount && isWord(guess, name, length, shape)) {
            return guess;
        }
        int word = find(name, length, shape);
        guesses[hint] = word;
        return word;
    }

    private int find(String name, int length, int shape) {
        int hash = shape;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + name.charAt(i);
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        while (slots[slot] != 0) {
            int known = slots[slot] - 1;
            if (isWord(known, name, length, shape)) {
                return known;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        if (wordCount == MOST_WORDS) {
            plain = true;
            return 0;
        }
        wordOf[wordCount] = name;
        shapes[wordCount] = shape;
        slots[slot] = wordCount + 1;
        return wordCount++;
    }

    private boolean isWord(int word, String name, int length, int shape) {
        return shapes[word] == shape && name.regionMatches(0, String.valueOf(wordOf[word]), 0, length);
    }
}
