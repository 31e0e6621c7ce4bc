package io.plimsoll.extender.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Eight bytes at a time, the first as the lowest of a {@code long}. The tests for bytes are those of "bit twiddling hacks" (S. Anderson,
 * Stanford, "determine if a word has a byte equal to n"): exact for the lowest byte that is found.
 */
final class Words {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long BLANKS = ' ' * ONES;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Words() {}

    /** The word of eight characters of ASCII. */
    static long of(String eight) {
        return at(eight.getBytes(StandardCharsets.US_ASCII), 0);
    }

    static long at(byte[] bytes, int from) {
        return (long) LONG.get(bytes, from);
    }

    static void put(byte[] bytes, int at, long word) {
        LONG.set(bytes, at, word);
    }

    /**
     * Whether a quote, a backslash or a control character is among these eight: 0 if none is, else a mask whose number of trailing
     * zeros, divided by eight, is the place of the first.
     */
    static long special(long word) {
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        return (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | ((word - BLANKS) & ~word)) & HIGHS;
    }

    /** A hash of the bytes of a range, all of whose bits depend on all of them. */
    static long hash(byte[] bytes, int from, int end) {
        long hash = 0;
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mix(hash ^ at(bytes, at));
        }
        long word = 0;
        for (int i = end - 1; i >= at; i--) {
            word = (word << 8) | (bytes[i] & 0xff);
        }
        return finish(hash, word, end - at, end - from);
    }

    /**
     * The hash of a range of whose words all whole ones are hashed already.
     *
     * @param word what follows, of which so many bytes are {@code left}, fewer than eight
     */
    static long finish(long hash, long word, int left, int length) {
        long mask = (1L << (8 * left)) - 1;
        return mix(mix(hash ^ (word & mask)) ^ length);
    }

    /** One step of the hash. */
    static long mix(long word) {
        long product = word * SPREAD;
        return product ^ (product >>> 32);
    }

    /** Whether so many bytes of two arrays are the same. */
    static boolean equal(byte[] one, int from, byte[] other, int otherFrom, int length) {
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if (at(one, from + i) != at(other, otherFrom + i)) {
                return false;
            }
        }
        return i == length
                || last(one, from, from + i, from + length)
                        == last(other, otherFrom, otherFrom + i, otherFrom + length);
    }

    /** What is left of a range from a place on: the last eight bytes of the range where it has as many. */
    private static long last(byte[] bytes, int from, int at, int end) {
        if (end - from >= Long.BYTES) {
            return at(bytes, end - Long.BYTES);
        }
        long word = 0;
        for (int i = at; i < end; i++) {
            word = (word << 8) | (bytes[i] & 0xff);
        }
        return word;
    }
}
