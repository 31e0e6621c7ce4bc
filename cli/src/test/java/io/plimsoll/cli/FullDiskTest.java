package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process whose files may not grow as large as they need to: to it that is a disk that is full. */
class FullDiskTest {

    private static final int LIMIT_KIB = 256;

    @TempDir
    private Path temp;

    @Test
    void aFullDiskShouldBeSaidAndLeaveNothing() throws IOException, InterruptedException {
        RealProcess plimsoll = RealProcess.start(
                temp,
                List.of("bash", "-c", "ulimit -f " + LIMIT_KIB + " && exec \"$@\"", "bash"),
                "-XX:-UsePerfData",
                "simulate",
                "--output=" + temp.resolve("out"));

        assertThat(plimsoll.process().waitFor(2, TimeUnit.MINUTES)).isTrue();
        String err = plimsoll.err();
        assertThat(plimsoll.process().exitValue()).as(err).isEqualTo(ExitCode.IO);
        assertThat(err).contains("decisions.csv").contains("\nMaybe").doesNotContain("Exception");
        assertThat(FilesIn.folder(temp.resolve("out"))).isEmpty();
    }
}
