package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    @Test
    void aComparisonShouldKeepTheRunsThatAreComplete() throws IOException, InterruptedException {
        SmallTrace trace = SmallTrace.in(temp.resolve("in"));
        RealProcess plimsoll =
                start("compare", "--trace=" + trace.folder(), "--policies=best-fit,random", "--seeds=1..9000");
        await(plimsoll, () -> Files.isDirectory(temp.resolve("out")));
        Process process = plimsoll.process();
        signal(process, "INT");

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(plimsoll.err()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(plimsoll.err()).containsPattern("Stopped after [0-9,]+ of 18,000 runs");
        assertThat(Files.readString(temp.resolve("out/comparison.json"))).contains("\"complete\": false");
    }

    @Test
    void aTraceThatIsBeingWrittenShouldLeaveNothing() throws IOException, InterruptedException {
        Path description = Files.writeString(temp.resolve("long.json"), """
                {"name": "long", "span": "1000d",
                 "nodes": [{"name": "n", "count": 10, "cpu": 64, "memory": "256Gi"}],
                 "pods": [{"name": "web", "arrivals": {"process": "poisson", "rate": "1/s"},
                           "lifetime": "1h", "classes": [{"cpu": 1, "memory": "1Gi"}]}]}
                """);
        RealProcess plimsoll = start("trace", "generate", description.toString());
        Thread.sleep(3_000);
        signal(plimsoll.process(), "TERM");

        assertThat(plimsoll.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
        assertThat(plimsoll.process().exitValue()).as(plimsoll.err()).isEqualTo(ExitCode.TERMINATED);
        assertThat(plimsoll.err()).contains("nothing was written");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    private RealProcess startInMidRun() throws IOException, InterruptedException {
        RealProcess plimsoll = start("simulate");
        await(plimsoll, () -> !files().isEmpty());
        return plimsoll;
    }

    private RealProcess start(String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--output=" + temp.resolve("out"));
        // A shell without job control starts background work with SIGINT ignored, and a JVM leaves it so: undo that.
        return RealProcess.start(
                temp,
                List.of("env", "--default-signal=INT,TERM"),
                "-Dplimsoll.checks=full",
                arguments.toArray(String[]::new));
    }

    /** Waits for what shows that the handlers are in place, and lets the work get into its middle. */
    private static void await(RealProcess plimsoll, Condition begun) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!begun.holds()) {
            assertThat(plimsoll.process().isAlive()).as(plimsoll.err()).isTrue();
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
        Thread.sleep(1_000);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private List<String> files() throws IOException {
        return FilesIn.folder(temp.resolve("out"));
    }
}
