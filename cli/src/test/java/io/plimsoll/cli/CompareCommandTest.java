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

final class CompareCommandTest {

    @TempDir
    private Path temp;

    @Test
    void aComparisonShouldAnswerInItsFirstLineAndWriteAllFiles() throws IOException {
        CommandRun run = compare("--policies=best-fit,worst-fit,bound:infinite", "--seeds=1..3");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .startsWith("worst-fit differs from best-fit in nodes in use by -0.7; one observation each,")
                .contains("means over 3 complete seeds")
                .contains("All seeds replay one trace")
                .endsWith("Report: " + temp.resolve("out/report.html") + System.lineSeparator());
        assertThat(filesIn(temp.resolve("out")))
                .containsExactly("comparison.json", "environment.json", "report.html", "runs.csv");
        assertThat(Files.readString(temp.resolve("out/runs.csv"))).hasLineCount(10);
    }

    @Test
    void jsonShouldBeWhatStandsInTheFile() throws IOException {
        CommandRun run = compare("--policies=best-fit,random", "--seeds=5,1", "--baseline=random", "-o", "json");

        assertThat(run.out())
                .isEqualTo(Files.readString(temp.resolve("out/comparison.json")))
                .contains("\"baseline\": \"random\"");
    }

    @Test
    void quietShouldPrintNothing() throws IOException {
        CommandRun run = compare("--policies=best-fit,random", "--seeds=1", "--quiet");

        assertThat(run.out() + run.err()).isEmpty();
        assertThat(temp.resolve("out/report.html")).exists();
    }

    @Test
    void seedsShouldShuffleAndInflatePodsThatOnlyArrive() throws IOException {
        CommandRun run = compare(
                "--policies=best-fit,random", "--seeds=1..2", "--arrivals-only", "--inflate=1.3", "--threads=1");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(temp.resolve("out/comparison.json")))
                .contains("\"workloadVariesWithSeed\": true")
                .contains("\"inflate\": 1.3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--policies=best-fit               | must be at least two           | Maybe plimsoll simulate --policy best-fit",
                "--policies=best-fitt,random       | (best-fitt)                    | Maybe best-fit was meant",
                "--policies=random,random          | must be named once             | Maybe other parameters",
                "--policies=random,bound:best      | The bound (bound:best) must be | Maybe a policy",
                "--policies=first-fit+random,fgd   | must stand alone               | Maybe",
                "--policies=random,fgd:threshold=x | threshold                      | Maybe",
                "--baseline=worst-fit              | The baseline (worst-fit)       | Maybe it should be added",
                "--seeds=3..1                      | The range (3..1) of seeds      | Maybe",
                "--seeds=1,2,2                     | The seed (2) of --seeds must   | Maybe two ranges overlap",
                "--seeds=one                       | The seeds (one) must be whole  | Maybe",
                "--threads=0                       | The number of threads (0)      | Maybe the option should be left out",
                "--inflate=1.3                     | must come with --arrivals-only | Maybe --arrivals-only --inflate 1.3",
                "--arrivals-only --inflate=NaN     | The inflation (NaN)            | Maybe 1.3",
                "--arrivals-only --inflate=1e12    | must be at most                | Maybe a percentage",
                "--arrivals-only --on-unschedulable=queue | (queue) must not come   | Maybe it should be left out",
                "--format-output=yaml              | The value (yaml) must be       | Maybe",
                "--polices=fgd                     | The option (--polices          | --policies was meant"
            })
    void whatCannotBeComparedShouldBeRefusedBeforeAnythingIsWritten(String options, String problem, String advice)
            throws IOException {
        CommandRun run = compare(options.strip().split(" ", -1));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(problem.strip()).contains(advice.strip()).doesNotContain("Exception");
        assertThat(temp.resolve("out/comparison.json")).doesNotExist();
    }

    @Test
    void optionsOfAReaderShouldComeWithATrace() {
        CommandRun run = CommandRun.of("compare", "--pods=cpu050", "--output=" + temp.resolve("out"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("must come with --trace").contains("Maybe ");
    }

    @Test
    void aBrokenTraceShouldBeBadInput() throws IOException {
        SmallTrace.in(temp.resolve("in")).withPods("p1,6000", "p1,-6000");
        CommandRun run = CommandRun.of(
                "compare", "--trace=" + temp.resolve("in"), "--output=" + temp.resolve("out"), "--policies=fgd,random");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("-6000").contains("Maybe ");
    }

    @Test
    void theHelpShouldShowAnExample() {
        assertThat(CommandRun.of("compare", "--help").out())
                .contains("bound:fractional")
                .contains("Examples:")
                .contains("95 % intervals");
    }

    private CommandRun compare(String... more) throws IOException {
        SmallTrace trace = SmallTrace.in(temp.resolve("in"));
        return CommandRun.of(Stream.concat(
                        Stream.of("compare", "--trace=" + trace.folder(), "--output=" + temp.resolve("out")),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
