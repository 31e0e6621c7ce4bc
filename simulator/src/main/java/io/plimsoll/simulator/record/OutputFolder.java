package io.plimsoll.simulator.record;

import io.plimsoll.traces.output.OutputException;
import io.plimsoll.traces.output.OutputFailures;
import io.plimsoll.traces.output.OutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A folder in which every file of a run appears complete or not at all.
 *
 * <p>A file is written under a temporary name ({@code .NAME.partial}) in the same folder, forced to disk, and renamed in one
 * step. So whatever happens, a kill or a power cut included, what stands under the final name is either the whole
 * new file or what stood there before. A temporary file that a killed run left behind is replaced by the next run. Two
 * runs cannot write the same file at once: the second is refused.
 *
 * <p>Not thread-safe, but different threads may write different files begun with {@link #begin}. All failures are
 * {@link OutputException}s.
 */
public final class OutputFolder implements AutoCloseable {

    private final Path folder;
    private final UnaryOperator<OutputStream> tap;
    private final List<OutputFile> begun = new ArrayList<>();

    private OutputFolder(Path folder, UnaryOperator<OutputStream> tap) {
        this.folder = folder;
        this.tap = tap;
    }

    /**
     * Opens the folder, creating it and its parents where they are missing.
     *
     * @throws OutputException when it cannot be created, is not a folder, or cannot be written to
     */
    public static OutputFolder open(Path folder) {
        return open(folder, UnaryOperator.identity());
    }

    /** As {@link #open(Path)}, with something between the files and the disk, such as a disk that fills up. */
    static OutputFolder open(Path folder, UnaryOperator<OutputStream> tap) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw OutputFailures.folder(folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw new OutputException(
                    folder, "it does not permit writing", "it belongs to somebody else: choose another folder.", null);
        }
        return new OutputFolder(folder, tap);
    }

    /** Where the files go. */
    public Path path() {
        return folder;
    }

    /**
     * Begins a file whose content comes bit by bit. It stands under its name once {@link OutputFile#commit} has returned.
     *
     * @throws OutputException when a folder has that name, another run is writing the file, or it cannot be created
     */
    public OutputFile begin(String name) {
        OutputFile file = OutputFile.create(folder, name, tap);
        begun.add(file);
        return file;
    }

    /** Writes a whole file, as UTF-8. */
    public void write(String name, String content) {
        try (OutputFile file = begin(name)) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            file.write(bytes, 0, bytes.length);
            file.commit();
        }
    }

    /** Removes what was begun and not committed. */
    @Override
    public void close() {
        begun.forEach(OutputFile::close);
    }
}
