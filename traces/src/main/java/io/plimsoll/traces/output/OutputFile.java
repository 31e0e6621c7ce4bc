package io.plimsoll.traces.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written under a temporary name ({@code .NAME.partial}) in the same folder. {@link #commit} forces it
 * to disk and renames it in one step, so what stands under the final name is whole, whatever happens. Closing it without
 * that removes it. Unbuffered: give it large pieces. Failures are {@link OutputException}s. For one thread.
 */
public final class OutputFile extends OutputStream {

    private final Path file;
    private final Path partial;
    private final FileChannel channel;
    private final OutputStream out;
    private boolean open = true;

    private OutputFile(Path file, Path partial, FileChannel channel, OutputStream out) {
        this.file = file;
        this.partial = partial;
        this.channel = channel;
        this.out = out;
    }

    /** Begins a file, as {@link #create(Path, String, UnaryOperator)} does. */
    public static OutputFile create(Path file) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent() == null ? absolute : absolute.getParent();
        return create(folder, String.valueOf(absolute.getFileName()), UnaryOperator.identity());
    }

    /**
     * Begins a file.
     *
     * @param tap puts something between the file and the disk; the identity does not
     * @throws OutputException when a folder has that name, another process is writing the file, or it cannot be created
     */
    public static OutputFile create(Path folder, String name, UnaryOperator<OutputStream> tap) {
        Path file = folder.resolve(name);
        if (Files.isDirectory(file)) {
            throw new OutputException(
                    file,
                    "a folder has that name",
                    "that folder should be moved away, or another one be chosen.",
                    null);
        }
        Path partial = folder.resolve("." + name + ".partial");
        try {
            FileChannel channel = createLocked(partial);
            if (channel == null) {
                throw new OutputException(
                        file, "another run is writing it", "the other run should get a folder of its own.", null);
            }
            return new OutputFile(file, partial, channel, tap.apply(Channels.newOutputStream(channel)));
        } catch (IOException e) {
            throw OutputFailures.of(file, "creating the file", e);
        }
    }

    /** Null when another run has the file. The lock goes with the process, so what is not locked was left behind. */
    private static @Nullable FileChannel createLocked(Path partial) throws IOException {
        if (Files.exists(partial)) {
            try (FileChannel left = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                if (!lock(left)) {
                    return null;
                }
                Files.deleteIfExists(partial);
            }
        }
        try {
            FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            if (lock(channel)) {
                return channel;
            }
            channel.close();
            return null;
        } catch (FileAlreadyExistsException e) {
            return null;
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The final name. */
    public Path path() {
        return file;
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            close();
            throw OutputFailures.of(file, "writing the file", e);
        }
    }

    /** Makes the file stand under its final name, complete and safe on the disk. */
    public void commit() {
        try {
            out.flush();
            channel.force(true);
            channel.close();
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            open = false;
        } catch (IOException e) {
            close();
            throw OutputFailures.of(file, "finishing the file", e);
        }
    }

    /** Removes the file unless it was committed. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        try {
            channel.close();
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            // The failure that led here is the one to report, and the next run replaces the temporary file.
        }
    }
}
