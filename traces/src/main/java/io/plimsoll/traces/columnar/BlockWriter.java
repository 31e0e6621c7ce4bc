package io.plimsoll.traces.columnar;

import static io.plimsoll.traces.columnar.Layout.INTS;
import static io.plimsoll.traces.columnar.Layout.LONGS;

import io.plimsoll.traces.output.OutputFile;

/** Puts blocks into a file, each with what lets a reader check it. */
final class BlockWriter {

    private final OutputFile file;
    private long position;
    private int number;

    BlockWriter(OutputFile file) {
        this.file = file;
        byte[] header = new byte[Layout.FILE_HEADER_BYTES];
        System.arraycopy(Layout.MAGIC, 0, header, 0, Layout.MAGIC.length);
        INTS.set(header, 8, Layout.VERSION);
        INTS.set(header, 12, Layout.checksum(header, 0, 12));
        write(header, header.length);
    }

    /** Where the next block starts. */
    long position() {
        return position;
    }

    /** The number of the next block. */
    int number() {
        return number;
    }

    /** Writes a block and empties the payload. */
    void block(int type, ByteSink payload) {
        if (payload.size() > Layout.MOST_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("The block (%d) of a trace must have at most %d bytes, not %d.%n"
                            .formatted(number, Layout.MOST_PAYLOAD_BYTES, payload.size())
                    + "Maybe a pod or node has very many labels, or there are very many disruption budgets.");
        }
        byte[] header = new byte[Layout.BLOCK_HEADER_BYTES];
        INTS.set(header, 0, type);
        INTS.set(header, 4, payload.size());
        INTS.set(header, 8, number++);
        INTS.set(header, 12, Layout.checksum(payload.bytes(), 0, payload.size()));
        INTS.set(header, 16, Layout.checksum(header, 0, 16));
        write(header, header.length);
        write(payload.bytes(), payload.size());
        payload.clear();
    }

    /** Ends the file. */
    void trailer(long summaryPosition) {
        byte[] trailer = new byte[Layout.TRAILER_BYTES];
        LONGS.set(trailer, 0, summaryPosition);
        INTS.set(trailer, 8, Layout.checksum(trailer, 0, 8));
        System.arraycopy(Layout.END_MAGIC, 0, trailer, 12, Layout.END_MAGIC.length);
        write(trailer, trailer.length);
    }

    private void write(byte[] bytes, int length) {
        file.write(bytes, 0, length);
        position += length;
    }
}
