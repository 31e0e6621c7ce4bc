package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyProvider;
import io.plimsoll.traces.columnar.NativeTraceWriter;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.format.TraceFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateCommandTest {

    private static final List<String> FILES =
            List.of("decisions.csv", "environment.json", "report.html", "run.json", "series.csv");

    @TempDir
    private Path temp;

    static Stream<String> policies() {
        return Policies.load().all().stream().map(PolicyProvider::name);
    }

    @Test
    void aRunShouldAnswerInItsFirstLineAndWriteAllFiles() throws IOException {
        CommandRun run = simulate(SmallTrace.in(temp.resolve("in")));

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith("best-fit placed 4 of 4 pods;");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(200));
        assertThat(FilesIn.folder(temp.resolve("out"))).isEqualTo(FILES);
        assertThat(Files.readString(temp.resolve("out/decisions.csv"))).hasLineCount(5);
    }

    @Test
    void aNativeTraceShouldBeStreamedToTheSameBytes() throws IOException, InputException {
        Path folder = SmallTrace.in(temp.resolve("in")).folder();
        Trace trace = TraceFormat.OPENB.read(folder, Map.of(), Problems.strict());
        Path file = temp.resolve("small.plimsoll");
        NativeTraceWriter.write(file, trace.stream());
        for (Path input : List.of(folder, file)) {
            CommandRun run = CommandRun.of(
                    "simulate",
                    "--trace=" + input,
                    "--policy=fgd",
                    "--output=" + temp.resolve("out-" + input.getFileName()));
            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        }
        assertThat(temp.resolve("out-small.plimsoll/decisions.csv"))
                .hasSameBinaryContentAs(temp.resolve("out-in/decisions.csv"));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        CommandRun damaged = CommandRun.of("simulate", "--trace=" + file, "--output=" + temp.resolve("bad"));
        assertThat(damaged.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(damaged.err()).contains(" at byte ").contains("\n  Maybe ");
    }

    @Test
    void aCsvShouldNeedNodes() throws IOException {
        Path file = Files.writeString(temp.resolve("t.csv"), "time,name,cpu,memory\n1,a,1,1Gi\n");
        CommandRun without = CommandRun.of("simulate", "--trace=" + file, "--output=" + temp.resolve("out"));
        assertThat(without.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(without.err()).contains("must have nodes to be simulated").contains("Maybe --nodes 700:cpu=64");
        CommandRun wrong = CommandRun.of("simulate", "--trace=" + file, "--nodes=3:cpu=4");
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
        CommandRun with = CommandRun.of(
                "simulate", "--trace=" + file, "--nodes=3:cpu=4,memory=8Gi", "--output=" + temp.resolve("out"));
        assertThat(with.err()).isEmpty();
        assertThat(with.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void jsonShouldBeWhatStandsInTheFile() throws IOException {
        CommandRun run = simulate(SmallTrace.in(temp.resolve("in")), "-o", "json");

        assertThat(run.out()).isEqualTo(Files.readString(temp.resolve("out/run.json")));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everyPolicyShouldGiveEqualBytesTwice(String policy) throws IOException {
        SmallTrace trace = SmallTrace.in(temp.resolve("in"));
        for (String out : List.of("a", "b")) {
            CommandRun run = CommandRun.of(
                    "simulate",
                    "--trace=" + trace.folder(),
                    "--arrivals-only",
                    "--inflate=1.3",
                    "--policy=" + policy,
                    "--output=" + temp.resolve(out));
            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        }
        for (String file : List.of("run.json", "decisions.csv", "series.csv")) {
            assertThat(temp.resolve("a").resolve(file))
                    .hasSameBinaryContentAs(temp.resolve("b").resolve(file));
        }
    }

    @Test
    void anUnknownPolicyShouldBeMetWithTheNearestName() {
        CommandRun run = CommandRun.of(
                "simulate",
                "--policy",
                "best-fitt",
                "--output",
                temp.resolve("out").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("best-fitt").contains("\nMaybe best-fit was meant");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "p1,6000                | p1,-6000                     | cpu_milli    | -6000",
                "p1,6000                | p1,99999999999999999999      | cpu_milli    | 99999999999999999999",
                "p1,6000                | p1,six                       | cpu_milli    | six",
                "p1,6000                | p0,6000                      | name         | p0",
                "p3,32000,98304,8,1000  | p3,32000,98304,8,500         | gpu_milli    | 500",
                "20,60,20               | 20,60                        | csv:4        | fields",
                "num_gpu                | gpus                         | num_gpu      | column"
            })
    void brokenRowsShouldBeNamedWithPlaceValueAndRule(String text, String other, String column, String value)
            throws IOException {
        CommandRun run = simulate(SmallTrace.in(temp.resolve("in")).withPods(text, other));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err())
                .contains("openb_pod_list_default.csv")
                .contains(column)
                .contains(value)
                .contains("Maybe ");
        assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @Test
    void allProblemsShouldBeToldAtOnce() throws IOException {
        CommandRun run = simulate(
                SmallTrace.in(temp.resolve("in")).withPods("p1,6000", "p1,-1").withPods("p2,8000", "p2,x"));

        assertThat(run.err()).contains("csv:3").contains("csv:4");
    }

    @Test
    void lenientShouldSkipBrokenRowsAndSaySo() throws IOException {
        CommandRun run = simulate(SmallTrace.in(temp.resolve("in")).withPods("p1,6000", "p1,-1"), "--lenient");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).contains("Skipped 1 ").contains("csv:3");
        assertThat(run.out()).contains("3 of 3 pods");
    }

    @Test
    void aTruncatedGzipFileShouldBeSaidToBeOne() throws IOException {
        CommandRun run = simulate(SmallTrace.in(temp.resolve("in")).withTruncatedPods());

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("openb_pod_list_default.csv.gz").contains("Maybe ");
    }

    @Test
    void aFolderInThePlaceOfAFileShouldBeSaidToBeOne() throws IOException {
        SmallTrace trace = SmallTrace.in(temp.resolve("in"));
        Files.delete(trace.pods());
        Files.createDirectory(trace.pods());

        CommandRun run = simulate(trace);

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("openb_pod_list_default.csv").contains("Maybe ");
    }

    @Test
    void anOutputPathBelowAFileShouldEndWithTheCodeForOutput() throws IOException {
        SmallTrace trace = SmallTrace.in(temp.resolve("in"));
        CommandRun run = CommandRun.of(
                "simulate",
                "--trace=" + trace.folder(),
                "--output=" + trace.pods().resolve("below"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(run.err()).contains("openb_pod_list_default.csv").contains("Maybe ");
    }

    @Test
    void moreDeviceModelsThanAClusterHoldsShouldBeBadInput() throws IOException {
        SmallTrace trace = SmallTrace.in(temp.resolve("in"));
        StringBuilder models = new StringBuilder("p3,32000,98304,8,1000,");
        for (int model = 0; model < 65; model++) {
            models.append("M").append(model).append('|');
        }
        CommandRun run = simulate(trace.withPods("p3,32000,98304,8,1000,", models.toString()));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("must be at most 64.\nMaybe ");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @Test
    void waitingWithArrivalsOnlyShouldBeRefused() {
        CommandRun run = CommandRun.of("simulate", "--arrivals-only", "--on-unschedulable=queue");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--arrivals-only").contains("Maybe ");
    }

    @Test
    void policiesThatDoNotGoTogetherShouldBeRefusedBeforeAnythingIsWritten() throws IOException {
        CommandRun run = simulate(SmallTrace.in(temp.resolve("in")), "--policy=first-fit+best-fit");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("first-fit").contains("\nMaybe ");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "1e12"})
    void anInflationOutOfReachShouldBeRefused(String factor) throws IOException {
        CommandRun run = simulate(SmallTrace.in(temp.resolve("in")), "--arrivals-only", "--inflate=" + factor);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Maybe ").doesNotContain("Exception");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @Test
    void arrivalsOnlyShouldPlaceThePodsInTheOrderOfTheTrace() throws IOException {
        CommandRun run = simulate(SmallTrace.in(temp.resolve("in")), "--arrivals-only");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(temp.resolve("out/decisions.csv")).lines().skip(1))
                .extracting(line -> line.replaceFirst("[0-9]+,([0-9]+),([^,]+),.*", "$1 $2"))
                .containsExactly("1 p0", "2 p1", "3 p2", "4 p3");
    }

    @Test
    void theBuiltInWeekShouldEndAfterSevenDays() throws IOException {
        CommandRun run =
                CommandRun.of("simulate", "--output", temp.resolve("out").toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(temp.resolve("out/run.json"))).contains("\"spanMillis\": 604800000,");
    }

    @Test
    void inflatingWithoutArrivalsOnlyShouldBeRefused() {
        CommandRun run = CommandRun.of("simulate", "--inflate", "1.3");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--arrivals-only").contains("Maybe ");
    }

    private CommandRun simulate(SmallTrace trace, String... more) {
        return CommandRun.of(Stream.concat(
                        Stream.of("simulate", "--trace=" + trace.folder(), "--output=" + temp.resolve("out")),
                        Stream.of(more))
                .toArray(String[]::new));
    }
}
