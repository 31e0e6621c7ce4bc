package io.plimsoll.traces.columnar;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The numbers of the file format, see {@code docs/trace-format.md}. */
final class Layout {

    /** First byte not ASCII, then a name, then line ends that a transfer as text would change. */
    static final byte[] MAGIC = {(byte) 0x89, 'P', 'L', 'M', 'T', '\r', '\n', 0x1a};

    static final byte[] END_MAGIC = {'P', 'L', 'M', 'T', 'E', 'N', 'D', '\n'};

    static final int VERSION = 1;

    /** Magic, version, checksum. */
    static final int FILE_HEADER_BYTES = 16;
    /** Type, length, number, checksum of the payload, checksum of these four. */
    static final int BLOCK_HEADER_BYTES = 20;
    /** Position of the summary, its checksum, end magic. */
    static final int TRAILER_BYTES = 20;

    static final int HEADER = 'H';
    static final int DICTIONARY = 'D';
    static final int NODES = 'N';
    static final int EVENTS = 'E';
    static final int SUMMARY = 'S';

    /** The most bytes of a block's payload. */
    static final int MOST_PAYLOAD_BYTES = 1 << 25;
    /** The most events of a block, and the most initial nodes. */
    static final int MOST_ROWS = 1 << 16;
    /** How many rows our writer puts in a block: so many that their columns stay in the cache of a core. */
    static final int FULL_ROWS = 1 << 14;
    /** A writer ends a block when its names have so many bytes, so that no block grows too large. */
    static final int FULL_BYTES = 1 << 22;
    /** The most bytes of a text. */
    static final int MOST_TEXT_BYTES = 1 << 16;
    /** The most entries of a dictionary. */
    static final int MOST_ENTRIES = 1 << 26;

    static final int POD_ARRIVED = 0;
    static final int NODE_ADDED = 1;
    static final int NODE_CHANGED = 2;
    static final int NODE_REMOVED = 3;
    static final int NODE_FAILED = 4;
    static final int NODE_DRAINED = 5;

    /** What readers and writers need behind the last byte of a buffer, as they move eight bytes at a time. */
    static final int SLACK = Long.BYTES;

    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Layout() {}

    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
