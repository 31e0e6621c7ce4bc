package io.plimsoll.traces.columnar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Takes a block apart. Never looks behind its end, and never believes a count that its bytes cannot hold. */
final class ByteCursor {

    private final byte[] bytes;
    private final int end;
    private int at;

    /** @param bytes with {@link Layout#SLACK} bytes behind {@code end} */
    ByteCursor(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    byte[] bytes() {
        return bytes;
    }

    int octet() {
        return bytes[skip(1)] & 0xff;
    }

    /** A number from 0. */
    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7f) << shift;
            if (octet < 0x80) {
                if (value < 0) {
                    break;
                }
                return value;
            }
        }
        throw new MalformedBlockException("hold numbers below 2^63");
    }

    /** A number from 0 to {@code most}. */
    int number(int most) {
        return require(number(), most);
    }

    private static int require(long value, int most) {
        if (value > most) {
            throw new MalformedBlockException(
                    "hold numbers in their ranges, such as %d in 0..%d".formatted(value, most));
        }
        return (int) value;
    }

    long signed() {
        long value = rawNumber();
        return (value >>> 1) ^ -(value & 1);
    }

    private long rawNumber() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7f) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new MalformedBlockException("hold numbers of 64 bits");
    }

    /** A number of things that take at least one byte each. */
    int count() {
        long count = number();
        return require(count, end - at);
    }

    String text() {
        int length = number(Layout.MOST_TEXT_BYTES);
        return new String(bytes, skip(length), length, StandardCharsets.UTF_8);
    }

    SortedMap<String, String> texts() {
        SortedMap<String, String> map = new TreeMap<>();
        int count = count();
        for (int i = 0; i < count; i++) {
            map.put(text(), text());
        }
        return map;
    }

    <T> List<T> each(Supplier<T> read) {
        int count = count();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(read.get());
        }
        return values;
    }

    /** Passes over so many bytes and returns where they start. */
    int skip(long length) {
        if (length > end - at) {
            throw new MalformedBlockException("not end in the middle of a value");
        }
        int start = at;
        at += (int) length;
        return start;
    }

    void requireEnd() {
        if (at != end) {
            throw new MalformedBlockException("end after its last value, not %d bytes later".formatted(end - at));
        }
    }
}
