package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real process that is sent real signals in the middle of a run. Full checks make that middle long. */
class StopSignalsTest {

    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource({"INT, 130, interrupted", "TERM, 143, terminated"})
    void aSignalShouldKeepTheCompletePartsAndEndWithItsCode(String signal, int exitCode, String reason)
            throws IOException, InterruptedException {
        RealProcess plimsoll = startInMidRun();
        Process process = plimsoll.process();
        signal(process, signal);

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(plimsoll.err()).isEqualTo(exitCode);
        assertThat(files())
                .containsExactly("decisions.csv", "environment.json", "report.html", "run.json", "series.csv");
        assertThat(Files.readString(temp.resolve("out/run.json")))
                .contains(reason)
                .contains("\"complete\": false");
        assertThat(Files.readString(temp.resolve("out/decisions.csv"))).endsWith("\n");
    }

    @Test
    void aKillShouldLeaveNothingPartialUnderAFinalName() throws IOException, InterruptedException {
        RealProcess plimsoll = startInMidRun();
        Process process = plimsoll.process();
        signal(process, "KILL");

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(files()).isNotEmpty().allSatisfy(name -> assertThat(name).endsWith(".partial"));
    }

    private RealProcess startInMidRun() throws IOException, InterruptedException {
        // A shell without job control starts background work with SIGINT ignored, and a JVM leaves it so: undo that.
        RealProcess plimsoll = RealProcess.start(
                temp,
                List.of("env", "--default-signal=INT,TERM"),
                "-Dplimsoll.checks=full",
                "simulate",
                "--output=" + temp.resolve("out"));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (files().isEmpty()) {
            assertThat(plimsoll.process().isAlive()).as(plimsoll.err()).isTrue();
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
        // The log has begun, so the handlers are in place; let the run get into its middle.
        Thread.sleep(1_000);
        return plimsoll;
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private List<String> files() throws IOException {
        return FilesIn.folder(temp.resolve("out"));
    }
}
