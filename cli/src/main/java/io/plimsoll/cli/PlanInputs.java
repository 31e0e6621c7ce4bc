package io.plimsoll.cli;

import io.plimsoll.simulator.record.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Says which bytes an answer was read from. */
final class PlanInputs {

    private PlanInputs() {}

    /**
     * The digests of files and folders. That of a folder is the digest of what {@code sha256sum} prints of its files, in the order of their
     * paths.
     */
    static List<InputFile> of(List<Path> paths) throws IOException {
        List<InputFile> inputs = new ArrayList<>();
        for (Path path : paths) {
            inputs.add(Files.isDirectory(path) ? folder(path) : file(path, String.valueOf(path.getFileName())));
        }
        return inputs;
    }

    private static InputFile folder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        MessageDigest digest = sha256();
        long bytes = 0;
        for (Path each : files) {
            InputFile file = file(each, folder.relativize(each).toString().replace('\\', '/'));
            digest.update((file.sha256() + "  " + file.file() + "\n").getBytes(StandardCharsets.UTF_8));
            bytes += file.bytes();
        }
        return new InputFile(folder.getFileName() + "/", bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static InputFile file(Path path, String name) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            long bytes = in.transferTo(OutputStream.nullOutputStream());
            return new InputFile(name, bytes, HexFormat.of().formatHex(digest.digest()));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
