package io.plimsoll.kubernetes.input;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The files of a tar archive (POSIX ustar with the long names of pax and GNU tar), one after the other. Folders, links
 * and devices are passed over; nothing is ever written.
 */
public final class TarEntries {

    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 1 << 16;

    private final InputStream in;
    private final byte[] header = new byte[BLOCK];
    private long left;
    private long padding;
    private String name = "";

    /** The entries of an archive, unpacked already if it was compressed. */
    public TarEntries(InputStream in) {
        this.in = in;
    }

    /** Whether these bytes are the beginning of an archive. */
    static boolean isTar(byte[] bytes, int length) {
        return length >= BLOCK && new String(bytes, 257, 5, StandardCharsets.US_ASCII).equals("ustar");
    }

    /** The name of the next file; null at the end. */
    public @Nullable String next() throws IOException {
        @Nullable String longName = null;
        while (true) {
            in.skipNBytes(left + padding);
            left = 0;
            padding = 0;
            int read = in.readNBytes(header, 0, BLOCK);
            if (read == 0 || isZero()) {
                return null;
            }
            if (read < BLOCK) {
                throw new EOFException("the archive is cut off");
            }
            left = number(124, 12);
            padding = (BLOCK - left % BLOCK) % BLOCK;
            char type = (char) header[156];
            if (type == 'L') {
                longName = text(content(LONGEST_NAME), 0, Integer.MAX_VALUE);
            } else if (type == 'x') {
                longName = paxPath(content(LONGEST_NAME), longName);
            } else if (type == '0' || type == 0) {
                name = longName == null ? headerName() : longName;
                return name;
            } else if (type != 'g') {
                longName = null;
            }
        }
    }

    /** How many bytes the last file holds. */
    long size() {
        return left;
    }

    /** What the last file holds; fails when it is larger than a limit. */
    public byte[] content(long limit) throws IOException {
        if (left > limit) {
            throw new IOException("an entry is larger than %d bytes".formatted(limit));
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream((int) Math.min(left, 1 << 20));
        byte[] buffer = new byte[1 << 14];
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("the archive is cut off");
            }
            content.write(buffer, 0, read);
            left -= read;
        }
        return content.toByteArray();
    }

    private String headerName() {
        String prefix = text(header, 345, 155);
        String own = text(header, 0, 100);
        return prefix.isEmpty() ? own : prefix + "/" + own;
    }

    private static @Nullable String paxPath(byte[] records, @Nullable String otherwise) {
        String text = new String(records, StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
            int at = line.indexOf(" path=");
            if (at > 0) {
                return line.substring(at + 6);
            }
        }
        return otherwise;
    }

    private boolean isZero() {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private long number(int from, int length) throws IOException {
        String digits = text(header, from, length).strip();
        try {
            long number = digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IOException("the archive has a damaged header");
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        long last = Math.min(bytes.length, (long) from + length);
        while (end < last && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
