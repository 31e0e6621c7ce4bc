package io.plimsoll.traces.columnar;

import static io.plimsoll.traces.columnar.Layout.LONGS;

/**
 * A column of numbers from 0: the least of them, then what each is above it, all in the same number of bytes, 0 to 8. So any
 * value is found by one unaligned load, and a column of equal values takes two bytes.
 */
final class NumberColumn {

    private final byte[] bytes;
    private final int start;
    private final int width;
    private final long mask;
    private final long base;

    private NumberColumn(byte[] bytes, int start, int width, long base) {
        this.bytes = bytes;
        this.start = start;
        this.width = width;
        this.mask = width == Long.BYTES ? -1 : (1L << (Byte.SIZE * width)) - 1;
        this.base = base;
    }

    static void write(ByteSink sink, long[] values, int count) {
        long least = count == 0 ? 0 : Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        int width = (Long.SIZE - Long.numberOfLeadingZeros(most - least) + Byte.SIZE - 1) / Byte.SIZE;
        sink.octet(width);
        sink.number(least);
        sink.reserve(width * count);
        byte[] bytes = sink.bytes();
        int at = sink.size();
        if (width > 0) {
            for (int i = 0; i < count; i++) {
                LONGS.set(bytes, at, values[i] - least);
                at += width;
            }
        }
        sink.skip(width * count);
    }

    /** A column of {@code count} values, all of them from 0 to {@code most}. */
    static NumberColumn read(ByteCursor cursor, int count, long most) {
        int width = cursor.number(Long.BYTES);
        long base = cursor.number();
        NumberColumn column = new NumberColumn(cursor.bytes(), cursor.skip((long) width * count), width, base);
        column.require(count, most);
        return column;
    }

    long get(int row) {
        return base + ((long) LONGS.get(bytes, start + (row * width)) & mask);
    }

    /** Whether all values are this one, as far as can be told without a look at them. */
    boolean isAll(long value) {
        return width == 0 && base == value;
    }

    private void require(int count, long most) {
        long largest = width == 0 ? base : 0;
        long signs = 0;
        if (width > 0) {
            for (int i = 0; i < count; i++) {
                long value = get(i);
                largest = Math.max(largest, value);
                signs |= value;
            }
        }
        if (signs < 0 || largest > most) {
            throw new MalformedBlockException(
                    "hold numbers in their ranges, such as %d in 0..%d".formatted(largest, most));
        }
    }
}
