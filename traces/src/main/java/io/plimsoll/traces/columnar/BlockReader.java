package io.plimsoll.traces.columnar;

import static io.plimsoll.traces.columnar.Layout.INTS;
import static io.plimsoll.traces.columnar.Layout.LONGS;

import io.plimsoll.core.input.InputProblem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the blocks of a file and makes sure that each is what was written. Holds one block at a time; allocates for
 * it what a sound header within the length of the file asks for, and no more.
 */
final class BlockReader implements Closeable {

    private final String file;
    private final FileChannel channel;
    private final long size;
    private byte[] payload = new byte[1 << 12];
    private int length;
    private int type;
    private int number = -1;
    private long start;
    private long next = Layout.FILE_HEADER_BYTES;

    private BlockReader(Path path) throws IOException {
        file = path.toString();
        channel = FileChannel.open(path, StandardOpenOption.READ);
        size = channel.size();
    }

    /** Opens a file and checks its first bytes. */
    static BlockReader open(Path path) throws IOException, DamageException {
        BlockReader reader = new BlockReader(path);
        try {
            reader.requireFileHeader();
            return reader;
        } catch (IOException | DamageException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Whether the first bytes are those of such a file. */
    static boolean recognises(byte[] first) {
        return first.length >= Layout.MAGIC.length
                && Arrays.equals(Arrays.copyOf(first, Layout.MAGIC.length), Layout.MAGIC);
    }

    /** Goes to the next block and checks it. */
    void next() throws IOException, DamageException {
        start = next;
        number++;
        byte[] header = bytes(start, Layout.BLOCK_HEADER_BYTES, "block");
        int expected = (int) INTS.get(header, 16);
        if (Layout.checksum(header, 0, 16) != expected) {
            throw damage(
                    "checksum of the header",
                    "belong to its bytes",
                    "the file was damaged, or its end was not written; --lenient reads what is before.");
        }
        type = (int) INTS.get(header, 0);
        length = (int) INTS.get(header, 4);
        if ((int) INTS.get(header, 8) != number) {
            throw damage(
                    "number",
                    "be " + number + ", not " + Integer.toUnsignedString((int) INTS.get(header, 8)),
                    "a part of the file is missing, or another file was joined to it.");
        }
        if (length < 0 || length > Layout.MOST_PAYLOAD_BYTES) {
            throw damage(
                    "length",
                    "be at most " + Layout.MOST_PAYLOAD_BYTES + " bytes, not " + Integer.toUnsignedString(length),
                    "another program wrote the file, and wrongly.");
        }
        read(start + Layout.BLOCK_HEADER_BYTES, length, "block");
        if (Layout.checksum(payload, 0, length) != (int) INTS.get(header, 12)) {
            throw damage(
                    "checksum",
                    "belong to its bytes",
                    "the disk or a copy damaged the file; --lenient reads what is before.");
        }
        next = start + Layout.BLOCK_HEADER_BYTES + length;
    }

    /** Goes to the block that starts at this position and has this number. */
    void seek(long position, int blockNumber) throws IOException, DamageException {
        next = position;
        number = blockNumber - 1;
        next();
    }

    /** Goes to the summary. Its number is not checked. */
    void seekSummary() throws IOException, DamageException {
        start = Math.max(Layout.FILE_HEADER_BYTES, size - Layout.TRAILER_BYTES);
        long position = trailer(start);
        if (position < Layout.FILE_HEADER_BYTES || position >= size) {
            throw damagedEnd(start);
        }
        byte[] header = bytes(position, Layout.BLOCK_HEADER_BYTES, "block");
        seek(position, (int) INTS.get(header, 8));
        if (type != Layout.SUMMARY) {
            throw malformed("be the summary");
        }
    }

    /** The type of the block. */
    int type() {
        return type;
    }

    /** What the block holds; valid until the next one. */
    ByteCursor payload() {
        return new ByteCursor(payload, length);
    }

    /** Where the next block starts. */
    long nextStart() {
        return next;
    }

    /** Makes sure that this block, the summary, is the last one and the end of the file is as it must be. */
    void requireEnd() throws IOException, DamageException {
        long summary = start;
        start = next;
        if (next + Layout.TRAILER_BYTES != size || trailer(next) != summary) {
            throw damagedEnd(summary);
        }
    }

    /** The present block cannot be used. */
    DamageException malformed(String rule) {
        return damage("content", rule, "another program wrote the file, and wrongly.");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The position of the summary as the trailer tells it; -1 when it is damaged. */
    private long trailer(long position) throws IOException, DamageException {
        byte[] trailer = bytes(position, Layout.TRAILER_BYTES, "trailer");
        boolean sound = Layout.checksum(trailer, 0, 8) == (int) INTS.get(trailer, 8)
                && Arrays.equals(Arrays.copyOfRange(trailer, 12, 20), Layout.END_MAGIC);
        return sound ? (long) LONGS.get(trailer, 0) : -1;
    }

    private DamageException damagedEnd(long usableBytes) {
        return new DamageException(
                new InputProblem(
                        file,
                        0,
                        "end",
                        null,
                        "the file at byte " + start,
                        "be the trailer that follows the summary",
                        "writing the file was cut off, or something was appended to it; --lenient reads what is before."),
                usableBytes);
    }

    private void requireFileHeader() throws IOException, DamageException {
        byte[] header = new byte[Layout.FILE_HEADER_BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(header);
        fill(buffer, 0);
        if (!recognises(header)) {
            throw fileDamage(
                    "start",
                    HexFormat.of().formatHex(header, 0, Layout.MAGIC.length),
                    "be " + HexFormat.of().formatHex(Layout.MAGIC) + ", as of every Plimsoll trace",
                    "it is of another format, or a transfer as text changed it.");
        }
        if (buffer.hasRemaining() || Layout.checksum(header, 0, 12) != (int) INTS.get(header, 12)) {
            throw fileDamage("start", null, "have a checksum that belongs to it", "the file was damaged or cut off.");
        }
        int version = (int) INTS.get(header, 8);
        if (version != Layout.VERSION) {
            throw fileDamage(
                    "version",
                    Integer.toUnsignedString(version),
                    "be " + Layout.VERSION,
                    "a newer Plimsoll wrote the file.");
        }
    }

    private DamageException fileDamage(String field, @Nullable String value, String rule, String advice) {
        return new DamageException(new InputProblem(file, 0, field, value, "the file at byte 0", rule, advice), 0);
    }

    private DamageException damage(String field, String rule, String advice) {
        String owner = "block " + number + " at byte " + start;
        return new DamageException(new InputProblem(file, 0, field, null, owner, rule, advice), start);
    }

    private byte[] bytes(long position, int count, String what) throws IOException, DamageException {
        requireWithin(position, count, what);
        byte[] bytes = new byte[count];
        fill(ByteBuffer.wrap(bytes), position);
        return bytes;
    }

    private void read(long position, int count, String what) throws IOException, DamageException {
        requireWithin(position, count, what);
        if (payload.length < count + Layout.SLACK) {
            payload = new byte[Math.max(count + Layout.SLACK, 2 * payload.length)];
        }
        fill(ByteBuffer.wrap(payload, 0, count), position);
    }

    private void requireWithin(long position, long count, String what) throws DamageException {
        if (position + count > size) {
            throw new DamageException(
                    new InputProblem(
                            file,
                            0,
                            what,
                            Integer.toString(number),
                            "the file at byte " + start,
                            position == size && what.equals("block") && count == Layout.BLOCK_HEADER_BYTES
                                    ? "be followed by others up to the summary, but the file ends here"
                                    : "be complete, but the file ends at byte " + size,
                            "the disk was full or a copy was cut off; --lenient reads what is before."),
                    start);
        }
    }

    private void fill(ByteBuffer buffer, long position) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            int got = channel.read(buffer, at);
            if (got < 0) {
                return;
            }
            at += got;
        }
    }
}
