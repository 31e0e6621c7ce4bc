package io.plimsoll.extender.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes JSON as UTF-8 into one array that grows. The caller keeps the order of marks and values. One thread; reusable. */
public final class JsonBytes {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    /** Begins with room for so many bytes. */
    public JsonBytes(int room) {
        bytes = new byte[Math.max(16, room)];
    }

    /** Begins again. */
    public void clear() {
        size = 0;
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** What was written, in its first {@link #size} bytes; valid until more is written. */
    public byte[] array() {
        return bytes;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Writes ASCII as it is: marks, names, words of JSON. */
    public void raw(String ascii) {
        int length = ascii.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) ascii.charAt(i);
        }
        size += length;
    }

    /** Writes bytes that are JSON already. */
    public void raw(byte[] json, int from, int end) {
        reserve(end - from);
        System.arraycopy(json, from, bytes, size, end - from);
        size += end - from;
    }

    /** Writes bytes that are JSON already between eight that come before and eight that come behind them. */
    void between(long before, byte[] json, int from, int end, long behind) {
        int length = end - from;
        reserve(length + 3 * Long.BYTES);
        byte[] into = bytes;
        int at = size;
        Words.put(into, at, before);
        at += Long.BYTES;
        if (end + Long.BYTES <= json.length) {
            for (int i = 0; i < length; i += Long.BYTES) {
                Words.put(into, at + i, Words.at(json, from + i));
            }
        } else {
            System.arraycopy(json, from, into, at, length);
        }
        Words.put(into, at + length, behind);
        size = at + length + Long.BYTES;
    }

    /** Writes one mark. */
    public void mark(char mark) {
        reserve(1);
        bytes[size++] = (byte) mark;
    }

    /** Writes a whole number. */
    public void number(long value) {
        if (value >= 0 && value < 10) {
            mark((char) ('0' + value));
        } else if (value >= 10 && value < 100) {
            mark((char) ('0' + value / 10));
            mark((char) ('0' + value % 10));
        } else {
            raw(Long.toString(value));
        }
    }

    /** Writes a string with its quotes. */
    public void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        reserve(6 * utf8.length + 2);
        bytes[size++] = '"';
        for (byte c : utf8) {
            if (c == '"' || c == '\\') {
                bytes[size++] = '\\';
                bytes[size++] = c;
            } else if (c >= 0 && c < ' ') {
                bytes[size++] = '\\';
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[c >> 4];
                bytes[size++] = HEX[c & 15];
            } else {
                bytes[size++] = c;
            }
        }
        bytes[size++] = '"';
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
        }
    }
}
