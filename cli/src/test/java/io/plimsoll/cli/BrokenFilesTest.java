package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Broken files, through every command that reads a cluster from files: each kind of bad object in the words of its test in the module
 * that reads them, and what people and other schedulers really wrote.
 */
class BrokenFilesTest {

    private static final Path BAD_OBJECTS =
            Path.of("../kubernetes/src/test/resources/io/plimsoll/kubernetes/input/bad-objects.txt");
    private static final List<String> COMMANDS = List.of("explain web", "simulate", "cluster lint");
    private static final int KINDS = 81;

    @TempDir
    private Path temp;

    private record Broken(String name, String input, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Broken> broken() throws IOException {
        List<Broken> all = new ArrayList<>();
        for (String part : Files.readString(BAD_OBJECTS).substring(4).split("\n=== ", -1)) {
            int name = part.indexOf('\n');
            int input = part.indexOf("\n>>>\n");
            all.add(new Broken(
                    part.substring(0, name),
                    part.substring(name + 1, input + 1),
                    part.substring(input + 5).strip()));
        }
        all.removeIf(one -> one.name().endsWith("(a warning)"));
        return all;
    }

    @Test
    void thereShouldBeMoreThanFortyKinds() throws IOException {
        assertThat(broken()).hasSize(KINDS).extracting(Broken::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void everyCommandShouldSayWhatIsWrongAndWriteNothing(Broken broken) throws IOException {
        Path file = Files.writeString(temp.resolve("bad.yaml"), broken.input());
        for (String command : COMMANDS) {
            CommandRun run = run(command, file);
            assertThat(run.err().strip())
                    .as(command)
                    .isEqualTo(broken.expected()
                            .replace("bad.yaml", file.toString())
                            .replace("\n", System.lineSeparator()));
            assertThat(run.exitCode()).as(command).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.out()).as(command).isEmpty();
        }
        assertThat(FilesIn.folder(temp)).containsExactly("bad.yaml");
    }

    @Test
    void whatAChartSaidInsteadOfManifestsShouldBeNoCluster() throws IOException {
        List<Path> files = files("apphub-rendered", ".err");
        assertThat(files).hasSize(94);
        int empty = 0;
        for (Path file : files) {
            CommandRun run = run("cluster lint", file);
            if (run.exitCode() == ExitCode.DONE) {
                assertThat(run.err()).contains("Warning: The files of -f hold no objects.");
                assertThat(Files.readString(file)).isEqualTo("null");
                empty++;
            } else {
                assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
                assertThat(run.err()).startsWith(file + ":").contains("\n  Maybe ");
            }
        }
        assertThat(empty).isEqualTo(3);
    }

    @Test
    void everyManifestShouldBePlacedOrRefusedInWords() throws IOException {
        List<Path> files = files("manifests", ".yaml");
        List<String> refused = new ArrayList<>();
        int named = 0;
        for (Path file : files) {
            for (String command : List.of("simulate", "cluster lint")) {
                CommandRun run = run(command + " --nodes 5:cpu=32,memory=128Gi", file);
                named += run.err().contains("Not modelled, and without effect: ") ? 1 : 0;
                if (run.exitCode() == ExitCode.BAD_INPUT) {
                    assertThat(run.err()).startsWith(file + ":").contains("it is a template that was not rendered");
                    refused.add(file.getFileName() + " by " + command);
                } else {
                    assertThat(run.exitCode())
                            .as(command + " " + file + run.err())
                            .isIn(
                                    command.equals("simulate")
                                            ? List.of(ExitCode.DONE)
                                            : List.of(ExitCode.DONE, ExitCode.NEGATIVE));
                }
            }
        }
        assertThat(named).isGreaterThan(files.size());
        assertThat(refused)
                .containsExactly(
                        "be-demo.yaml by simulate",
                        "be-demo.yaml by cluster lint",
                        "simple-lsr-pod.yaml by simulate",
                        "simple-lsr-pod.yaml by cluster lint",
                        "simple-reservation.yaml by simulate",
                        "simple-reservation.yaml by cluster lint");
    }

    private CommandRun run(String command, Path file) {
        List<String> args = new ArrayList<>(List.of(command.split(" ")));
        args.addAll(List.of("-f", file.toString()));
        if (command.startsWith("simulate")) {
            args.add("--output=" + temp.resolve("out"));
        }
        return CommandRun.of(args.toArray(String[]::new));
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        Path root = Path.of(System.getProperty("plimsoll.data", "../../shared/data"), "kubernetes", folder);
        assumeTrue(Files.isDirectory(root), "The data set kubernetes is not here; -Dplimsoll.data=DIR says where.");
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
