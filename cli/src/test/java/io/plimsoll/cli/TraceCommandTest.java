package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCommandTest {

    private static final String DESCRIPTION = """
            {"name": "tiny", "span": "6h",
             "nodes": [{"name": "n", "count": 3, "cpu": 8, "memory": "32Gi"}],
             "failures": [{"name": "disk", "of": "node",
                           "timeToFailure": {"distribution": "exponential", "mean": "4h"}, "timeToRepair": "10m"}],
             "pods": [{"name": "web", "owners": "each-arrival", "lifetime": "20m",
                       "arrivals": {"process": "poisson", "rate": "30/h"}, "classes": [{"cpu": 1, "memory": "1Gi"}]}]}
            """;

    @TempDir
    private Path temp;

    @Test
    void aGeneratedTraceShouldBeReplayedAsTheDescriptionIs() throws IOException {
        Path description = describe(DESCRIPTION);
        Path trace = temp.resolve("tiny.plimsoll");
        CommandRun generated =
                CommandRun.of("trace", "generate", description.toString(), "--seed=7", "--output=" + trace);

        assertThat(generated.exitCode()).as(generated.err()).isEqualTo(ExitCode.DONE);
        assertThat(generated.out()).matches("Wrote \\d+ events to .*tiny\\.plimsoll\\R");
        CommandRun fromFile =
                CommandRun.of("simulate", "--seed=7", "--trace=" + trace, "--output=" + temp.resolve("a"));
        CommandRun direct =
                CommandRun.of("simulate", "--seed=7", "--workload=" + description, "--output=" + temp.resolve("b"));
        assertThat(fromFile.exitCode()).as(fromFile.err()).isEqualTo(ExitCode.DONE);
        assertThat(direct.exitCode()).as(direct.err()).isEqualTo(ExitCode.DONE);
        assertThat(temp.resolve("b/run.json")).content().contains("\"spanMillis\": 21600000,", "\"seed\": \"7\"");
        String decisions = Files.readString(temp.resolve("b/decisions.csv"));
        assertThat(decisions)
                .hasLineCount(1
                        + (int) decisions
                                .lines()
                                .filter(line -> line.contains("web-"))
                                .count());
        assertThat(Files.readString(temp.resolve("a/decisions.csv"))).startsWith(decisions);
    }

    @Test
    void theSameSeedShouldWriteTheSameBytes() throws IOException {
        Path description = describe(DESCRIPTION);
        for (String name : new String[] {"a", "b"}) {
            CommandRun.of("trace", "generate", description.toString(), "--output=" + temp.resolve(name));
        }
        assertThat(temp.resolve("a")).hasSameBinaryContentAs(temp.resolve("b"));
    }

    @Test
    void theExampleShouldBeADescription() throws IOException {
        CommandRun example = CommandRun.of("trace", "generate", "--example");
        assertThat(example.exitCode()).isEqualTo(ExitCode.DONE);

        CommandRun info = CommandRun.of("trace", "info", "--workload=" + describe(example.out()));
        assertThat(info.exitCode()).as(info.err()).isEqualTo(ExitCode.DONE);
        assertThat(info.out())
                .startsWith("Trace example-seed-42 (workload): ")
                .contains("120 nodes")
                .containsPattern("cpu +requested: mean \\d+\\.\\d %, peak ");
    }

    @Test
    void infoShouldDrawItsPage() throws IOException {
        Path page = temp.resolve("pages/info.html");
        CommandRun run = CommandRun.of("trace", "info", "--workload=" + describe(DESCRIPTION), "--html=" + page);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("Lifetimes: half up to 20 min", "Report: ");
        assertThat(page).content().contains("chart-load", "tiny-seed-42");
    }

    @Test
    void infoShouldSayWhenThereAreNoTimes() throws IOException {
        SmallTrace trace = SmallTrace.in(temp.resolve("in"));
        CommandRun run = CommandRun.of("trace", "info", "--trace=" + trace.folder());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains(": 4 pods of 4 classes and 0 owners, 3 nodes, 0 events of nodes, ");
    }

    @Test
    void aBrokenDescriptionShouldBeToldCompletely() throws IOException {
        Path description = describe(DESCRIPTION.replace("\"6h\"", "6").replace("30/h", "30"));
        for (String[] command :
                new String[][] {{"trace", "generate", description.toString()}, {"simulate", "--workload=" + description}
                }) {
            CommandRun run = CommandRun.of(command);
            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.err())
                    .contains("w.json:1: The value (6) of span must be a duration")
                    .contains("w.json:6: The value (30) of pods[0].arrivals.rate must be a rate");
        }
    }

    @Test
    void wrongUseShouldBeRefused() throws IOException {
        CommandRun nothing = CommandRun.of("trace", "generate");
        assertThat(nothing.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(nothing.err()).contains("must be given").contains("--example > my.json");

        CommandRun both = CommandRun.of("simulate", "--trace=x", "--workload=" + describe(DESCRIPTION));
        assertThat(both.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(both.err()).contains("must not come together.");

        CommandRun missing =
                CommandRun.of("trace", "generate", temp.resolve("none.json").toString());
        assertThat(missing.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(missing.err()).contains("none.json").contains("no such file");
        assertThat(CommandRun.of("trace").out()).contains("generate", "info");
    }

    private Path describe(String description) throws IOException {
        return Files.writeString(temp.resolve("w.json"), description);
    }
}
