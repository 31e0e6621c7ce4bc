package io.plimsoll.traces.columnar;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The names of a block, made when they are asked for; see {@link NameColumnWriter}. */
final class NameColumn {

    private static final long[] POWERS = powersOfTen();

    private final NumberColumn words;
    private final NumberColumn numbers;
    private final byte[][] wordBytes;
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
            digits = new int[wordCount];
            int longest = 0;
            boolean ascii = true;
            for (int i = 0; i < wordCount; i++) {
                String word = cursor.text();
                wordBytes[i] = word.getBytes(StandardCharsets.UTF_8);
                ascii &= wordBytes[i].length == word.length();
                digits[i] = cursor.number(NameColumnWriter.NO_NUMBER);
                longest = Math.max(longest, wordBytes[i].length);
                if (wordBytes[i].length == 0 && digits[i] == NameColumnWriter.NO_NUMBER) {
                    throw new MalformedBlockException("have no empty names");
                }
            }
            words = NumberColumn.read(cursor, count, Math.max(0, wordCount - 1));
            if (wordCount == 0 && count > 0) {
                throw new MalformedBlockException("have words for its names");
            }
            numbers = NumberColumn.read(cursor, count, Long.MAX_VALUE);
            scratch = new byte[longest + NameColumnWriter.NO_NUMBER];
            charset = ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8; // the former need not look
            textStart = 0;
        } else {
            wordBytes = new byte[0][];
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
        int length = letters.length;
        System.arraycopy(letters, 0, scratch, 0, length);
        if (digits[word] != NameColumnWriter.NO_NUMBER) {
            length = decimal(numbers.get(row), length, digits[word]);
        }
        return new String(scratch, 0, length, charset);
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
