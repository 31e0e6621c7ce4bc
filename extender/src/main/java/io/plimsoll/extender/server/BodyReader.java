package io.plimsoll.extender.server;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** Collects the body of one request, up to a limit. */
final class BodyReader {

    /** The largest body: 64 MiB. */
    static final int LARGEST = 64 << 20;

    private static final int UNANNOUNCED = 1 << 14;

    private byte[] bytes;
    private int length;

    /** @param announced the length that the request says, or -1 */
    BodyReader(long announced) {
        bytes = new byte[announced >= 0 && announced <= LARGEST ? (int) announced : UNANNOUNCED];
    }

    /** Adds a piece; returns whether the body is not too large yet. */
    boolean add(Buffer piece) {
        int more = piece.length();
        if (more > LARGEST - length) {
            return false;
        }
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.min(LARGEST, Math.max(length + more, 2 * bytes.length)));
        }
        piece.getBytes(bytes, length);
        length += more;
        return true;
    }

    /** The body is the first {@link #length} of these bytes. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
