package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The study's command on a small folder whose published tables are what the command itself computed before. */
class ReproduceFgdCommandTest {

    private static final List<String> TABLES = List.of("allo", "frag", "frag_ratio");
    private static final int COLUMNS = 131;

    @TempDir
    private Path temp;

    @Test
    void aWorkloadWithoutPublishedRowsShouldBeRunAndSaidToBeUnpublished() throws IOException {
        CommandRun run = study(folder(), "first", "--workloads=all");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains("unpublished")
                .contains("Published, but no pod list in the folder: gpuspec33.")
                .contains("Report: ");
        assertThat(files("first"))
                .containsExactly(
                        "analysis_allo_discrete.csv",
                        "analysis_frag_discrete.csv",
                        "analysis_frag_ratio_discrete.csv",
                        "comparison.csv",
                        "report.html");
    }

    @Test
    void tablesThatAgreeShouldEndWithZeroAndOneWrongCellWithOne() throws IOException {
        Path data = folder();
        study(data, "first", "--workloads=all");
        for (String table : TABLES) {
            Files.copy(
                    temp.resolve("first").resolve("analysis_" + table + "_discrete.csv"),
                    published(data, table),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        CommandRun same = study(data, "second");
        assertThat(same.exitCode()).as(same.out() + same.err()).isEqualTo(ExitCode.DONE);
        assertThat(same.out()).contains("agrees");

        spoilOneCell(published(data, "allo"));
        CommandRun other = study(data, "third");
        assertThat(other.exitCode()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(other.out()).contains("DIFFERS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--policies=fdg | The policy (fdg) of --policies must be one of random",
                "--threads=0 | The number of threads (0) of --threads must be at least 1.",
                "--seeds=51..42 | The range (51..42) of seeds must ascend",
                "--seeds=a | The seeds (a) must be whole numbers",
                "--workloads=nothing | nothing"
            })
    void whatCannotBeRunShouldBeSaid(String option, String message) throws IOException {
        CommandRun run = study(folder(), "out", option);

        assertThat(run.exitCode()).isEqualTo(option.startsWith("--workloads") ? ExitCode.BAD_INPUT : ExitCode.USAGE);
        assertThat(run.err()).contains(message).contains("Maybe").doesNotContain("Exception");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    private Path folder() throws IOException {
        Path folder = temp.resolve("data");
        SmallTrace trace = SmallTrace.in(folder);
        List<String> rows = new ArrayList<>(Files.readAllLines(trace.pods()).subList(0, 1));
        for (int pod = 0; pod < 40; pod++) {
            rows.add("q%d,%d,4096,1,%d,,LS,Running,0,100,0"
                    .formatted(pod, 1000 + 250 * (pod % 5), pod % 3 == 0 ? 1000 : 300));
        }
        Files.write(trace.pods(), rows);
        for (String table : TABLES) {
            Files.writeString(
                    published(folder, table),
                    "workload,sc_policy,tune,seed,%s%nopenb_pod_list_gpuspec33,06-FGD,1.3,42%s%n"
                            .formatted(
                                    IntStream.range(0, COLUMNS)
                                            .mapToObj(Integer::toString)
                                            .collect(Collectors.joining(",")),
                                    ",0".repeat(COLUMNS)));
        }
        return folder;
    }

    private CommandRun study(Path data, String out, String... options) {
        List<String> args = new ArrayList<>(
                List.of("reproduce", "fgd", "--quiet", "--data=" + data, "--output=" + temp.resolve(out)));
        if (Stream.of(options).noneMatch(option -> option.startsWith("--seeds"))) {
            args.add("--seeds=42,43");
        }
        args.addAll(List.of(options));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private static Path published(Path folder, String table) {
        return folder.resolve("fgd_expected_" + table + ".csv");
    }

    private List<String> files(String out) throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve(out))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Moves the cell at half of the demand in the last row, of a policy that is judged, by a whole point. */
    private static void spoilOneCell(Path file) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        int column = List.of(lines.get(0).split(",")).indexOf("50");
        String[] last = lines.get(lines.size() - 1).split(",", -1);
        last[column] = Double.toString(Double.parseDouble(last[column]) + 1);
        lines.set(lines.size() - 1, String.join(",", last));
        Files.write(file, lines);
    }
}
