package io.plimsoll.traces.columnar;

import static io.plimsoll.traces.columnar.Layout.LONGS;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
    private static final int MARGIN = Long.BYTES;
    private static final String MARGIN_TEXT = "\0".repeat(MARGIN);

    /** All names, one after the other, between margins that let eight bytes be loaded anywhere. */
    private final StringBuilder text = new StringBuilder(MARGIN_TEXT);

    private final int[] hints = new int[Layout.FULL_ROWS];
    /** Where each name ends, in the text and later in its bytes. */
    private final int[] ends = new int[Layout.FULL_ROWS];

    private final long[] numbers = new long[Layout.FULL_ROWS];
    private final long[] words = new long[Layout.FULL_ROWS];
    /** The words beside each other, so that they stay in the cache of a core while names are compared with them. */
    private final ByteSink wordText = new ByteSink();

    private final int[] wordStarts = new int[MOST_WORDS];
    /** Length of the word and digits of the number. */
    private final int[] shapes = new int[MOST_WORDS];

    private final int[] slots = new int[SLOTS];
    /** The word of the last name with this hint. */
    private final int[] guesses = new int[MOST_WORDS];

    private byte[] bytes = new byte[0];
    private int count;
    private int wordCount;

    int count() {
        return count;
    }

    /** About how many bytes the names have. */
    int characters() {
        return text.length() - MARGIN;
    }

    /**
     * Takes a name.
     *
     * @param hint names with equal hints often have equal words; spares the search for them
     */
    void add(String name, int hint) {
        text.append(name);
        hints[count] = hint & (MOST_WORDS - 1);
        ends[count++] = text.length();
    }

    /** Writes the names and forgets them. */
    void write(ByteSink sink) {
        encode();
        if (takeApart()) {
            sink.octet(NUMBERED);
            sink.number(wordCount);
            for (int i = 0; i < wordCount; i++) {
                int length = shapes[i] / DIGITS;
                sink.number(length);
                sink.raw(wordText.bytes(), wordStarts[i], length);
                sink.octet(shapes[i] % DIGITS);
            }
            NumberColumn.write(sink, words, count);
            NumberColumn.write(sink, numbers, count);
        } else {
            writePlain(sink);
        }
        Arrays.fill(slots, 0);
        text.setLength(MARGIN);
        count = 0;
        wordText.clear();
        wordCount = 0;
    }

    /** Makes UTF-8 of the names. */
    private void encode() {
        text.append(MARGIN_TEXT);
        String all = text.toString();
        bytes = all.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == all.length()) {
            return;
        }
        ByteSink names = new ByteSink();
        names.skip(MARGIN);
        int start = MARGIN;
        for (int i = 0; i < count; i++) {
            names.raw(all.substring(start, ends[i]).getBytes(StandardCharsets.UTF_8));
            start = ends[i];
            ends[i] = names.size();
        }
        names.reserve(MARGIN);
        bytes = names.bytes();
    }

    private void writePlain(ByteSink sink) {
        sink.octet(PLAIN);
        int end = MARGIN;
        for (int i = 0; i < count; i++) {
            end = ends[i];
            numbers[i] = (long) end - MARGIN;
        }
        NumberColumn.write(sink, numbers, count);
        sink.number(end - MARGIN);
        sink.raw(bytes, MARGIN, end - MARGIN);
    }

    /** Finds words and numbers; false when there are too many words. */
    private boolean takeApart() {
        int start = MARGIN;
        for (int i = 0; i < count; i++) {
            int end = ends[i];
            long last = (long) LONGS.get(bytes, end - Long.BYTES) ^ 0x3030303030303030L;
            int digits = Math.min(digits(last), end - start);
            long number = digits == 0 ? 0 : number(last & (-1L << (Long.SIZE - Byte.SIZE * digits)));
            if (digits == Long.BYTES) {
                long scale = 100_000_000;
                int most = Math.min(MOST_DIGITS, end - start);
                while (digits < most) {
                    int digit = bytes[end - digits - 1] - '0';
                    if (digit < 0 || digit > 9) {
                        break;
                    }
                    number += digit * scale;
                    scale *= 10;
                    digits++;
                }
            }
            int padding = digits == 0 ? NO_NUMBER : bytes[end - digits] == '0' ? digits : 0;
            int word = word(start, end - digits - start, padding, hints[i]);
            if (word < 0) {
                return false;
            }
            words[i] = word;
            numbers[i] = number;
            start = end;
        }
        return true;
    }

    /** How many of eight bytes, from the last one back, are digits; 0 to 9 stand for the digits themselves. */
    private static int digits(long values) {
        long others = (((values & 0x7f7f7f7f7f7f7f7fL) + 0x7676767676767676L) | values) & 0x8080808080808080L;
        return Long.numberOfLeadingZeros(others) / Byte.SIZE;
    }

    /** The number of eight digits, the first one in the lowest byte: pairs, fours and eights by two multiplications each. */
    private static long number(long values) {
        long pairs = 10 * values + (values >>> 8);
        return ((pairs & 0x000000ff000000ffL) * 0x000f424000000064L
                        + ((pairs >>> 16) & 0x000000ff000000ffL) * 0x0000271000000001L)
                >>> 32;
    }

    private int word(int start, int length, int padding, int hint) {
        int shape = length * DIGITS + padding;
        int guess = guesses[hint];
        if (guess < wordCount && isWord(guess, start, shape)) {
            return guess;
        }
        int word = find(start, length, shape);
        guesses[hint] = Math.max(0, word);
        return word;
    }

    /** The word, a new one if need be; -1 when there are too many. */
    private int find(int start, int length, int shape) {
        int hash = shape;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        while (slots[slot] != 0) {
            int known = slots[slot] - 1;
            if (isWord(known, start, shape)) {
                return known;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        if (wordCount == MOST_WORDS) {
            return -1;
        }
        wordStarts[wordCount] = wordText.size();
        wordText.raw(bytes, start, length);
        shapes[wordCount] = shape;
        slots[slot] = wordCount + 1;
        return wordCount++;
    }

    private boolean isWord(int word, int start, int shape) {
        if (shapes[word] != shape) {
            return false;
        }
        byte[] known = wordText.bytes();
        int at = wordStarts[word];
        int other = start;
        int rest = shape / DIGITS;
        while (rest >= Long.BYTES) {
            if ((long) LONGS.get(known, at) != (long) LONGS.get(bytes, other)) {
                return false;
            }
            at += Long.BYTES;
            other += Long.BYTES;
            rest -= Long.BYTES;
        }
        long difference = (long) LONGS.get(known, at) ^ (long) LONGS.get(bytes, other);
        return rest == 0 || difference << (Long.SIZE - Byte.SIZE * rest) == 0;
    }
}
