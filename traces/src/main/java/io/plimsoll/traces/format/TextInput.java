package io.plimsoll.traces.format;

import io.plimsoll.traces.event.InputDigest;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The text of one file, plain or gzip, as UTF-8 without byte order mark.
 *
 * <p>A file that is damaged (not gzip, cut off, larger than allowed) ends early instead of failing, so that what was read
 * before can still be checked; {@link #damage()} then says what is wrong. Bytes that are not UTF-8 become U+FFFD, which
 * the reader of the text reports with its place. Errors of the device stay {@link IOException}s.
 */
final class TextInput implements Closeable {

    /** How many bytes a file may have after decompression; far above any list of a format read into memory. */
    static final long MAX_BYTES = 256L << 20;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_FIRST_BYTE = 0x1f;
    private static final int GZIP_SECOND_BYTE = 0x8b;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final String fileName;
    private final GuardedStream bytes;
    private final Reader text;

    private TextInput(String fileName, GuardedStream bytes, Reader text) {
        this.fileName = fileName;
        this.bytes = bytes;
        this.text = text;
    }

    /**
     * Why a text ended early.
     *
     * @param rule what the file must be, continuing "must"
     * @param advice a guess at the cause, continuing "Maybe"
     */
    record Damage(String rule, String advice) {}

    static TextInput open(Path file) throws IOException {
        return open(file, MAX_BYTES);
    }

    static TextInput open(Path file, long maxBytes) throws IOException {
        String name = baseName(file);
        InputStream raw = Files.newInputStream(file);
        try {
            GuardedStream guarded = guard(new BufferedInputStream(raw, BUFFER_BYTES), name, maxBytes);
            BufferedInputStream buffered = new BufferedInputStream(guarded, BUFFER_BYTES);
            skipByteOrderMark(buffered);
            return new TextInput(name, guarded, new InputStreamReader(buffered, StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    static String baseName(Path file) {
        @Nullable Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    Reader reader() {
        return text;
    }

    /** Why the text ended early; null when it did not (so far). */
    @Nullable
    Damage damage() {
        return bytes.damage();
    }

    /** Digest of what was read; of the whole file once the text is read to its end. */
    InputDigest digest() {
        return new InputDigest(fileName, bytes.sha256(), bytes.count());
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private static GuardedStream guard(BufferedInputStream raw, String name, long maxBytes) throws IOException {
        boolean compressed = startsAsGzip(raw);
        if (!name.endsWith(".gz")) {
            return compressed
                    ? GuardedStream.damaged(
                            raw, new Damage("be plain text", "it is compressed and its name should end in .gz."))
                    : new GuardedStream(raw, maxBytes);
        }
        if (!compressed) {
            return GuardedStream.damaged(
                    raw,
                    new Damage(
                            "be gzip data",
                            "it is not compressed and its name should not end in .gz, or it is empty."));
        }
        try {
            return new GuardedStream(new GZIPInputStream(raw, BUFFER_BYTES), maxBytes);
        } catch (EOFException e) {
            return GuardedStream.damaged(raw, GuardedStream.CUT_OFF);
        } catch (ZipException e) {
            return GuardedStream.damaged(raw, GuardedStream.BROKEN);
        }
    }

    private static boolean startsAsGzip(BufferedInputStream raw) throws IOException {
        raw.mark(2);
        boolean gzip = raw.read() == GZIP_FIRST_BYTE && raw.read() == GZIP_SECOND_BYTE;
        raw.reset();
        return gzip;
    }

    private static void skipByteOrderMark(BufferedInputStream text) throws IOException {
        text.mark(BYTE_ORDER_MARK.length);
        byte[] start = text.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
            text.reset();
        }
    }
}
