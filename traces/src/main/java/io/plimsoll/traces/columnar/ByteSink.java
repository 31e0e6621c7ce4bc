package io.plimsoll.traces.columnar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/** Bytes of a block that is being put together. */
final class ByteSink {

    private byte[] bytes = new byte[1 << 12];
    private int size;

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    void clear() {
        size = 0;
    }

    void octet(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** A number from 0 in groups of seven bits, lowest first; the top bit of each byte says that more follow. */
    void number(long value) {
        reserve(10);
        long rest = value;
        while (rest >>> 7 != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A number that may be negative: 0, -1, 1, -2 ... become 0, 1, 2, 3 ... */
    void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    /** Length and UTF-8. */
    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > Layout.MOST_TEXT_BYTES) {
            throw new IllegalArgumentException("The text (%s...) of a trace must have at most %d bytes.%n"
                            .formatted(text.substring(0, 40), Layout.MOST_TEXT_BYTES)
                    + "Maybe a file was put in a name's place.");
        }
        number(utf8.length);
        raw(utf8);
    }

    /** Number of entries, then their keys and values. */
    void texts(Map<String, String> map) {
        number(map.size());
        map.forEach((key, value) -> {
            text(key);
            text(value);
        });
    }

    /** Number of entries, then each. */
    <T> void each(Collection<T> values, Consumer<T> write) {
        number(values.size());
        values.forEach(write);
    }

    void raw(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
    }

    /** Makes room for more bytes, and for the slack behind them, that {@link #skip} then counts. */
    void reserve(int more) {
        if (size + more + Layout.SLACK > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more + Layout.SLACK, 2 * bytes.length));
        }
    }

    void skip(int written) {
        size += written;
    }
}
