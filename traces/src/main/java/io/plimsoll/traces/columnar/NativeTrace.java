package io.plimsoll.traces.columnar;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.traces.event.BrokenTraceException;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.event.TraceContents;
import io.plimsoll.traces.event.TraceHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file in Plimsoll's own format, see {@code docs/trace-format.md}. Opening it reads its beginning, its end and its
 * dictionaries; its events are read by streams. Immutable; streams may be opened by any thread.
 */
public final class NativeTrace implements EventSource {

    private final Path path;
    private final TraceHeader header;
    private final TraceContents contents;
    private final List<InputDigest> inputs;
    private final long endPosition;

    private NativeTrace(Path path, NativeStream stream, TraceContents contents, long endPosition) throws IOException {
        this.path = path;
        this.header = stream.header();
        this.contents = contents;
        this.endPosition = endPosition;
        List<InputDigest> files = new ArrayList<>(List.of(InputDigest.of(path)));
        files.addAll(stream.inputs());
        this.inputs = List.copyOf(files);
    }

    /** Whether a file that begins so is one of these, sound or not. */
    public static boolean recognises(byte[] first) {
        return BlockReader.recognises(first);
    }

    /**
     * Opens a file. Strictly, its beginning, dictionaries and end must be sound, and damage elsewhere is met by the streams
     * as a {@link BrokenTraceException}. Leniently, the whole file is read first; streams end before the first block that is
     * damaged, and the damage is reported.
     *
     * @throws InputException when the file cannot be used; says at which byte and why
     * @throws IOException when a device fails or a permission is missing
     */
    public static NativeTrace open(Path path, Problems problems) throws IOException, InputException {
        if (Files.isDirectory(path)) {
            throw new java.nio.file.FileSystemException(path.toString(), null, "it is a folder");
        }
        try (NativeStream stream = NativeStream.open(path, Long.MAX_VALUE)) {
            if (!problems.isLenient()) {
                try {
                    return fromSummary(path, stream);
                } catch (DamageException | MalformedBlockException | IllegalArgumentException e) {
                    return scanned(path, stream, problems);
                }
            }
            return scanned(path, stream, problems);
        } catch (DamageException e) {
            problems.addFatal(e.problem());
            throw new InputException(problems.first(), problems.count());
        }
    }

    private static NativeTrace fromSummary(Path path, NativeStream stream) throws IOException, DamageException {
        try (BlockReader blocks = BlockReader.open(path)) {
            blocks.seekSummary();
            Summary summary = Summary.read(blocks.payload());
            blocks.requireEnd();
            Dictionaries known = new Dictionaries();
            for (int i = 0; i < summary.dictionaries().length; i += 2) {
                blocks.seek(summary.dictionaries()[i], (int) summary.dictionaries()[i + 1]);
                known.read(blocks.payload());
            }
            TraceContents contents = Tally.contents(
                    known, summary.pods(), summary.times(), summary.nodes(), summary.events(), summary.lastMillis());
            return new NativeTrace(path, stream, contents, Long.MAX_VALUE);
        }
    }

    private static NativeTrace scanned(Path path, NativeStream stream, Problems problems)
            throws IOException, InputException {
        long endPosition = Long.MAX_VALUE;
        try {
            stream.tally();
        } catch (DamageException e) {
            problems.add(e.problem());
            endPosition = e.position();
        }
        problems.throwIfAny();
        TraceContents contents = stream.tallied().contents(stream.known());
        return new NativeTrace(path, stream, contents, endPosition);
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public TraceContents contents() {
        return contents;
    }

    /** The file itself, then the files it was made of. */
    @Override
    public List<InputDigest> inputs() {
        return inputs;
    }

    @Override
    public EventStream stream() {
        try {
            return NativeStream.open(path, endPosition);
        } catch (DamageException e) {
            throw new BrokenTraceException(new InputException(List.of(e.problem()), 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
