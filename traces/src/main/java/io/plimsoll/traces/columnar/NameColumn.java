package io.plimsoll.traces.columnar;

import static io.plimsoll.traces.columnar.Layout.LONGS;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names of a block, made when they are asked for; see {@link NameColumnWriter}. */
final class NameColumn {

    private static final long SHORT = 100_000_000;
    private static final long[] POWERS = powersOfTen();

    private final NumberColumn words;
    private final NumberColumn numbers;
    private final byte[][] wordBytes;
    private final int[] lengths;
    private final int[] digits;
    private final int textStart;
    private final byte[] bytes;
    private final byte[] scratch;
    private final Charset charset;

    private NameColumn(ByteCursor cursor, int count) {
        bytes = cursor.bytes();
        if (cursor.number(NameColumnWriter.NUMBERED) == NameColumnWriter.NUMBERED) {
            int wordCount = cursor.number(NameColumnWriter.MOST_WORDS);
            wordBytes = new byte[wordCount][];
            lengths = new int[wordCount];
            digits = new int[wordCount];
            int longest = 0;
            boolean ascii = true;
            for (int i = 0; i < wordCount; i++) {
                String word = cursor.text();
                byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
                wordBytes[i] = Arrays.copyOf(utf8, utf8.length + Long.BYTES);
                lengths[i] = utf8.length;
                ascii &= utf8.length == word.length();
                digits[i] = cursor.number(NameColumnWriter.NO_NUMBER);
                longest = Math.max(longest, utf8.length);
                if (utf8.length == 0 && digits[i] == NameColumnWriter.NO_NUMBER) {
                    throw new MalformedBlockException("have no empty names");
                }
            }
            words = NumberColumn.read(cursor, count, Math.max(0, wordCount - 1));
            if (wordCount == 0 && count > 0) {
                throw new MalformedBlockException("have words for its names");
            }
            numbers = NumberColumn.read(cursor, count, Long.MAX_VALUE);
            scratch = new byte[longest + NameColumnWriter.NO_NUMBER + Layout.SLACK];
            charset = ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8; // the former need not look
            textStart = 0;
        } else {
            wordBytes = new byte[0][];
            lengths = new int[0];
            digits = new int[0];
            scratch = new byte[0];
            charset = StandardCharsets.UTF_8;
            numbers = NumberColumn.read(cursor, count, Layout.MOST_PAYLOAD_BYTES);
            words = numbers;
            int length = cursor.number(Layout.MOST_PAYLOAD_BYTES);
            textStart = cursor.skip(length);
            requireOrdered(count, length);
        }
    }

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        long power = 1;
        for (int i = 0; i < powers.length; i++) {
            powers[i] = power;
            power *= 10;
        }
        return powers;
    }

    static NameColumn read(ByteCursor cursor, int count) {
        return new NameColumn(cursor, count);
    }

    private void requireOrdered(int count, int length) {
        long before = 0;
        for (int i = 0; i < count; i++) {
            long end = numbers.get(i);
            if (end <= before || end > length) {
                throw new MalformedBlockException("have names one after the other, none of them empty");
            }
            before = end;
        }
    }

    String get(int row) {
        if (wordBytes.length == 0) {
            int start = row == 0 ? 0 : (int) numbers.get(row - 1);
            int end = (int) numbers.get(row);
            return new String(bytes, textStart + start, end - start, StandardCharsets.UTF_8);
        }
        int word = (int) words.get(row);
        byte[] letters = wordBytes[word];
        int length = lengths[word];
        for (int i = 0; i < length; i += Long.BYTES) {
            LONGS.set(scratch, i, (long) LONGS.get(letters, i));
        }
        int padding = digits[word];
        if (padding != NameColumnWriter.NO_NUMBER) {
            long number = numbers.get(row);
            length = number < SHORT && padding <= Long.BYTES
                    ? shortDecimal(number, length, padding)
                    : decimal(number, length, padding);
        }
        return new String(scratch, 0, length, charset);
    }

    /** Up to eight digits at once, each in a byte of its own: halves, then pairs, then digits. */
    private int shortDecimal(long number, int start, int padding) {
        long halves = number / 10_000 | (number % 10_000) << 32;
        long hundreds = ((halves * 10_486) >>> 20) & 0x0000007f0000007fL;
        long pairs = hundreds | (halves - 100 * hundreds) << 16;
        long tens = ((pairs * 103) >>> 10) & 0x000f000f000f000fL;
        long values = tens | (pairs - 10 * tens) << 8;
        int leading = Math.min(Long.BYTES - 1, Long.numberOfTrailingZeros(values) / Byte.SIZE);
        int count = Math.max(Long.BYTES - leading, padding);
        LONGS.set(scratch, start, (values | 0x3030303030303030L) >>> (Byte.SIZE * (Long.BYTES - count)));
        return start + count;
    }

    private int decimal(long number, int start, int padding) {
        int count = 1;
        while (count < POWERS.length && number >= POWERS[count]) {
            count++;
        }
        int end = start + Math.max(count, padding);
        int at = end;
        long rest = number;
        while (rest > Integer.MAX_VALUE) {
            scratch[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        int small = (int) rest; // divided faster
        while (at > start) {
            scratch[--at] = (byte) ('0' + small % 10);
            small /= 10;
        }
        return end;
    }
}
