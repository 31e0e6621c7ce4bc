package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process whose files may not grow as large as they need to: to it that is a disk that is full. */
class FullDiskTest {

    private static final int LIMIT_KIB = 256;

    @TempDir
    private Path temp;

    @Test
    void aFullDiskShouldBeSaidAndLeaveNothing() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f " + LIMIT_KIB + " && exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Plimsoll.class.getName(),
                        "simulate",
                        "--output=" + temp.resolve("out"))
                .redirectOutput(temp.resolve("stdout").toFile())
                .redirectError(temp.resolve("err").toFile())
                .start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String err = Files.readString(temp.resolve("err"));
        assertThat(process.exitValue()).as(err).isEqualTo(ExitCode.IO);
        assertThat(err).contains("decisions.csv").contains("\nMaybe").doesNotContain("Exception");
        assertThat(files()).isEmpty();
    }

    private List<String> files() throws IOException {
        if (!Files.isDirectory(temp.resolve("out"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(temp.resolve("out"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
