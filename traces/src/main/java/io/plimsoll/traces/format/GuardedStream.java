package io.plimsoll.traces.format;

import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.format.TextInput.Damage;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Decompressed bytes, counted and digested. Ends where the compressed data is damaged or the allowed size is reached, and
 * remembers why. The allowed size bounds what a small hostile file can unpack to.
 */
final class GuardedStream extends FilterInputStream {

    static final Damage CUT_OFF = new Damage("be complete gzip data", "the download or copy was cut off.");
    static final Damage BROKEN = new Damage("be valid gzip data", "the download or copy was damaged.");

    private final MessageDigest digest = InputDigest.newSha256();
    private final long maxBytes;
    private long count;
    private @Nullable Damage damage;

    GuardedStream(InputStream decompressed, long maxBytes) {
        super(decompressed);
        this.maxBytes = maxBytes;
    }

    /** A stream of no bytes, because the file is damaged from its start. */
    static GuardedStream damaged(InputStream file, Damage damage) {
        GuardedStream stream = new GuardedStream(file, 0);
        stream.damage = damage;
        return stream;
    }

    @Nullable
    Damage damage() {
        return damage;
    }

    long count() {
        return count;
    }

    String sha256() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (damage != null) {
            return -1;
        }
        int got;
        try {
            got = in.read(target, offset, length);
        } catch (EOFException e) {
            damage = CUT_OFF;
            return -1;
        } catch (ZipException e) {
            damage = BROKEN;
            return -1;
        }
        if (got > 0) {
            count += got;
            if (count > maxBytes) {
                damage = new Damage(
                        "hold at most %d bytes after decompression".formatted(maxBytes),
                        "it is not the file it is taken for.");
                return -1;
            }
            digest.update(target, offset, got);
        }
        return got;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
