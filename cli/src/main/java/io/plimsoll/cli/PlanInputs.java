package io.plimsoll.cli;

import io.plimsoll.simulator.record.InputFile;
import io.plimsoll.traces.event.InputDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
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
            inputs.add(Files.isDirectory(path) ? folder(path) : InputFile.of(InputDigest.of(path)));
        }
        return inputs;
    }

    private static InputFile folder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        MessageDigest digest = InputDigest.newSha256();
        long bytes = 0;
        for (Path each : files) {
            InputDigest file = InputDigest.of(each);
            String name = folder.relativize(each).toString().replace('\\', '/');
            digest.update((file.sha256() + "  " + name + "\n").getBytes(StandardCharsets.UTF_8));
            bytes += file.bytes();
        }
        return new InputFile(folder.getFileName() + "/", bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
