package io.plimsoll.extender.http;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** Collects the body of one request, up to a limit. */
public final class BodyReader {

    private static final int UNANNOUNCED = 1 << 14;

    private final int largest;
    private byte[] bytes;
    private int length;

    /**
     * Of no bytes yet.
     *
     * @param largest the limit
     * @param announced the length that the request says, or -1
     */
    public BodyReader(int largest, long announced) {
        this.largest = largest;
        bytes = new byte[announced >= 0 && announced <= largest ? (int) announced : Math.min(largest, UNANNOUNCED)];
    }

    /** Adds a piece; returns whether the body is not too large yet. */
    public boolean add(Buffer piece) {
        int more = piece.length();
        if (more > largest - length) {
            return false;
        }
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.min(largest, Math.max(length + more, 2 * bytes.length)));
        }
        piece.getBytes(bytes, length);
        length += more;
        return true;
    }

    /** The body is the first {@link #length} of these bytes. */
    public byte[] bytes() {
        return bytes;
    }

    /** How long the body is so far. */
    public int length() {
        return length;
    }
}
