package io.plimsoll.kubernetes.input;

import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Finds the files of an input: one file, a folder with all below it, an archive, or a stream. */
final class Sources {

    private static final List<String> WANTED =
            List.of(".yaml", ".yml", ".json", ".yaml.gz", ".yml.gz", ".json.gz", ".tar.gz", ".tgz", ".tar");

    private final InputLimits limits;
    private final Problems problems;
    private final Taker taker;

    /** Takes one file, unpacked. */
    interface Taker {
        void take(String name, byte[] content);
    }

    Sources(InputLimits limits, Problems problems, Taker taker) {
        this.limits = limits;
        this.problems = problems;
        this.taker = taker;
    }

    void read(Path path) {
        try {
            if (Files.isDirectory(path)) {
                folder(path);
            } else {
                file(path);
            }
        } catch (IOException e) {
            unreadable(path.toString(), e);
        }
    }

    private void folder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(file -> isWanted(folder.relativize(file)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(limits.entries() + 1L)
                    .toList();
        }
        if (files.isEmpty()) {
            problems.addFatal(InputProblem.ofFile(
                    folder.toString(),
                    "folder",
                    "hold files that end with .yaml, .yml, .json or .tar.gz",
                    "it is the wrong one."));
        }
        if (files.size() > limits.entries()) {
            tooMany(folder.toString(), "folder");
            return;
        }
        for (Path file : files) {
            read(file);
        }
    }

    private static boolean isWanted(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return isWanted(relative.toString());
    }

    private static boolean isWanted(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return WANTED.stream().anyMatch(lower::endsWith);
    }

    private void file(Path file) throws IOException {
        if (!Files.exists(file)) {
            problems.addFatal(InputProblem.ofFile(file.toString(), "file", "exist", "its name is misspelt."));
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            stream(file.toString(), in);
        }
    }

    /** Reads a stream, packed or not. */
    void stream(String name, InputStream in) {
        try {
            byte @Nullable [] bytes = bytes(name, in);
            if (bytes == null) {
                return;
            }
            if (bytes.length > 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b) {
                packed(name, new GZIPInputStream(new ByteArrayInputStream(bytes), 1 << 16));
            } else if (TarEntries.isTar(bytes, bytes.length)) {
                archive(name, new ByteArrayInputStream(bytes));
            } else {
                taker.take(name, bytes);
            }
        } catch (IOException e) {
            unreadable(name, e);
        }
    }

    private void packed(String name, InputStream in) throws IOException {
        byte[] start = in.readNBytes(512);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), in);
        if (TarEntries.isTar(start, start.length)) {
            archive(name, whole);
            return;
        }
        byte @Nullable [] bytes = bytes(name, whole);
        if (bytes != null) {
            taker.take(name, bytes);
        }
    }

    private void archive(String name, InputStream in) throws IOException {
        TarEntries entries = new TarEntries(in);
        long total = 0;
        int count = 0;
        for (@Nullable String entry = entries.next(); entry != null; entry = entries.next()) {
            if (++count > limits.entries()) {
                tooMany(name, "archive");
                return;
            }
            if (!isWanted(entry) || entry.endsWith(".gz") || entry.endsWith(".tgz") || entry.endsWith(".tar")) {
                total += entries.size();
                if (total > limits.archiveBytes()) {
                    throw new IOException("it unpacks to more than %d bytes".formatted(limits.archiveBytes()));
                }
                continue;
            }
            byte[] content = entries.content(Math.min(limits.bytes(), limits.archiveBytes() - total));
            total += content.length;
            taker.take(name + "!" + entry, content);
        }
    }

    private byte @Nullable [] bytes(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limits.bytes() + 1));
        if (bytes.length > limits.bytes()) {
            problems.addFatal(InputProblem.ofFile(
                    name,
                    "file",
                    "hold at most %d bytes, unpacked".formatted(limits.bytes()),
                    "it can be cut into several files."));
            return null;
        }
        return bytes;
    }

    private void tooMany(String name, String what) {
        problems.addFatal(InputProblem.ofFile(
                name, what, "hold at most %d files".formatted(limits.entries()), "it is the wrong one."));
    }

    private void unreadable(String name, IOException e) {
        problems.addFatal(InputProblem.ofFile(
                name, "file", "be readable: " + e.getMessage(), "it is damaged, or its permissions are too narrow."));
    }
}
