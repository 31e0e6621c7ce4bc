package io.plimsoll.extender.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How files are written, so that tests can have a disk that is full. Thread-safe. */
interface FileLayer {

    /** The file system. */
    FileLayer DISK = path -> {
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        return new Out() {
            @Override
            public void write(byte[] bytes, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }

            @Override
            public void force() throws IOException {
                if (channel.isOpen()) {
                    channel.force(false);
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    };

    /** A file that is being written. */
    interface Out extends Closeable {

        /** Appends the first bytes of an array. What is written when this returns survives the process. */
        void write(byte[] bytes, int length) throws IOException;

        /** What was written survives the machine from now on; nothing once it is closed. */
        void force() throws IOException;
    }

    /** Creates a file, or empties it. */
    Out create(Path path) throws IOException;
}
