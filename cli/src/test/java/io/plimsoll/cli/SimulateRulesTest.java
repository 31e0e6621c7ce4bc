package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of {@code simulate} that say how pods are treated and what is measured. */
class SimulateRulesTest {

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--on-node-loss=drop             | must be one of resubmit, kill, lose",
                "--restart=half                  | must be one of full, remaining",
                "--queue=fifo                    | must be one of relaxed, strict",
                "--queue=strict --on-unschedulable=drop | The queue (strict) must not",
                "--decision-time=10              | The time (10) must be numbers with units",
                "--decision-time=-1ms            | The time (-1ms) must be",
                "--decision-time=2d              | The decision time (172800000000 us) must be between",
                "--warm-up=1y                    | The time (1y) must be",
                "--warm-up=500us                 | The time of --warm-up must be whole milliseconds",
                "--warm-up=1d                    | The warm-up (1 day) of --warm-up must end before the last event",
                "--warm-up=2h --horizon=1h       | The warm-up (7200000 ms) must be shorter than the horizon",
                "--horizon=0s                    | The time of --horizon must be above 0",
                "--horizon=999999999d            | The time (999999999d) must be",
                "--node-hours=n0                 | The hours (n0) must be names of nodes and two times",
                "--node-hours=n0=25:00-26:00     | must be two different times of a day",
                "--node-hours=n0=10:75-11:00     | must be two different times of a day",
                "--node-hours=m*=10:00-11:00     | The names (m*) of hours must match a node",
                "--drain-ahead=5m                | The option --drain-ahead must come with --node-hours",
                "--priorities=qos               | The priorities (qos) must be a label and a number",
                "--priorities=qos=LS:1,LS:2     | The priorities (qos=LS:1,LS:2) must be a label and a number",
                "--priorities=tier=LS:100       | The value (LS) of the label (tier) must be that of some pod",
                "--group-timeout=5m              | The option --group-timeout must come with --groups",
                "--groups=owner --group-timeout=0s | The timeout of pod groups (0 ms) must be above 0.",
                "--group-patience=5m             | The option --group-patience must come with --groups",
                "--node-hours=n0=10:00-11:00 --drain-ahead=60m | must be shorter than the time for which they are there",
                "--checkpoint-every=0s           | The time of --checkpoint-every must be at least 1ms",
                "--arrivals-only --checkpoint-every=1d | must not come with --arrivals-only",
                "--arrivals-only --decision-time=1ms | must not come with --arrivals-only",
                "--arrivals-only --horizon=1d    | must not come with --arrivals-only",
            })
    void rulesThatMakeNoSenseShouldBeRefusedBeforeAnythingIsWritten(String options, String message) throws IOException {
        CommandRun run = simulate(options.strip().split(" "));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().replaceAll("\\s+", " ").replace('\u00a0', ' ')).contains(message);
        assertThat(run.err()).doesNotContain("Exception");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @Test
    void theRulesShouldStandInTheResult() throws IOException {
        CommandRun run = simulate(
                "--queue=strict",
                "--on-node-loss=kill",
                "--restart=remaining",
                "--decision-time=500us",
                "--warm-up=10s",
                "--horizon=45s",
                "--node-hours=n*=00:00-12:00",
                "--drain-ahead=1h");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(temp.resolve("out/run.json")))
                .contains("\"onNodeLoss\": \"kill\"")
                .contains("\"restart\": \"remaining\"")
                .contains("\"queue\": \"strict\"")
                .contains("\"decisionMicros\": 500")
                .contains("\"warmUpMillis\": 10000")
                .contains("\"horizonMillis\": 45000")
                .contains("\"spanMillis\": 45000");
        assertThat(Files.readString(temp.resolve("out/decisions.csv"))).contains(",1,p0,bound,");
    }

    @Test
    void aRunShouldGoOnFromItsCheckpointToTheSameBytes() throws IOException {
        assertThat(simulate().exitCode()).isEqualTo(ExitCode.DONE);
        Path whole = Files.move(temp.resolve("out"), temp.resolve("whole"));
        assertThat(simulate("--checkpoint-every=20s", "--horizon=45s").exitCode())
                .isEqualTo(ExitCode.DONE);

        CommandRun run = simulate("--resume=" + temp.resolve("out/checkpoint.bin"));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        for (String file : List.of("run.json", "decisions.csv", "series.csv", "report.html")) {
            assertThat(temp.resolve("out").resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
    }

    @Test
    void whatCannotBeResumedShouldBeRefusedBeforeAnythingIsWritten() throws IOException {
        simulate("--checkpoint-every=20s");
        Path out = Files.move(temp.resolve("out"), temp.resolve("first"));
        Path checkpoint = out.resolve("checkpoint.bin");

        refused("--resume=" + temp.resolve("nowhere.bin"), "must be a file");
        refused("--resume=" + out.resolve("run.json"), "must be one that Plimsoll wrote");
        assertThat(simulate("--seed=1", "--resume=" + checkpoint).err())
                .contains("must belong to a run of the same trace, policy, seed and rules")
                .contains("Maybe an option differs");
        Files.delete(out.resolve("decisions.csv"));
        assertThat(simulate("--resume=" + checkpoint).err()).contains("The decisions (decisions.csv");
    }

    private void refused(String option, String message) throws IOException {
        CommandRun run = simulate(option);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains(message).contains("Maybe ").doesNotContain("Exception");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    private CommandRun simulate(String... options) throws IOException {
        SmallTrace trace = SmallTrace.in(temp.resolve("in"));
        return CommandRun.of(Stream.concat(
                        Stream.of("simulate", "--trace=" + trace.folder(), "--output=" + temp.resolve("out")),
                        Stream.of(options))
                .toArray(String[]::new));
    }
}
