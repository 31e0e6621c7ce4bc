package io.plimsoll.simulator.fgd;

import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a small text file, plain or (if its name ends so) gzip, into lines. */
final class TableText {

    /** Far above any published table, which takes three megabytes for 1,020 rows. */
    private static final int MAX_BYTES = 64 << 20;

    private TableText() {}

    /** The lines of the file; empty, with a problem reported, when it cannot be used. */
    static List<String> lines(Path path, Problems problems) throws IOException {
        if (Files.isDirectory(path)) {
            return refuse(path, problems, "not be a directory", "a directory of this name was made by mistake.");
        }
        byte[] bytes;
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(path));
                InputStream text = path.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            bytes = text.readNBytes(MAX_BYTES + 1);
        } catch (EOFException e) {
            return refuse(path, problems, "be complete gzip data", "it was cut off while it was copied.");
        } catch (ZipException e) {
            return refuse(path, problems, "be gzip data", "it is plain text, or was damaged while it was copied.");
        }
        if (bytes.length > MAX_BYTES) {
            return refuse(path, problems, "have at most %d bytes".formatted(MAX_BYTES), "it is another file.");
        }
        if (bytes.length == 0) {
            return refuse(path, problems, "start with a header line that names the columns", "it is empty.");
        }
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    private static List<String> refuse(Path path, Problems problems, String rule, String advice) {
        problems.addFatal(InputProblem.ofFile(path.toString(), "file", rule, advice));
        return List.of();
    }
}
