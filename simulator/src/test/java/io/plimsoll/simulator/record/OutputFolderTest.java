package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.plimsoll.traces.output.OutputException;
import io.plimsoll.traces.output.OutputFile;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

    @TempDir
    Path temporary;

    @Test
    void missingFoldersAreCreated() throws IOException {
        Path folder = temporary.resolve("a/b/c");
        try (OutputFolder output = OutputFolder.open(folder)) {
            output.write("run.json", "{}\n");
            assertThat(output.path()).isEqualTo(folder);
        }
        assertThat(folder.resolve("run.json")).hasContent("{}");
        assertThat(names(folder)).containsExactly("run.json");
    }

    @Test
    void aFileAppearsOnlyWhenItIsComplete() throws IOException {
        Files.writeString(temporary.resolve("log"), "former");
        try (OutputFolder output = OutputFolder.open(temporary);
                OutputFile file = output.begin("log")) {
            file.write('a');
            file.write(new byte[] {'b', 'c'});
            assertThat(file.path()).hasContent("former");
            file.commit();
            assertThat(file.path()).hasContent("abc");
        }
        assertThat(names(temporary)).containsExactly("log");
    }

    @Test
    void whatWasBegunAndNotCommittedIsRemoved() throws IOException {
        Files.writeString(temporary.resolve("log"), "former");
        try (OutputFolder output = OutputFolder.open(temporary)) {
            output.begin("log").write('a');
            output.begin("other").write('a');
        }
        assertThat(names(temporary)).containsExactly("log");
        assertThat(temporary.resolve("log")).hasContent("former");
    }

    @Test
    void aFullDiskLeavesNothingAndSaysSo() throws IOException {
        Files.writeString(temporary.resolve("report.html"), "former");
        try (OutputFolder output = OutputFolder.open(temporary, out -> new FullDisk(out, 1000))) {
            output.write("run.json", "small");
            assertThatThrownBy(() -> output.write("report.html", "large ".repeat(1000)))
                    .isInstanceOfSatisfying(
                            OutputException.class,
                            e -> assertThat(e.file()).isEqualTo(temporary.resolve("report.html")))
                    .hasMessageStartingWith("The output (" + temporary.resolve("report.html") + ") must be")
                    .hasMessageContaining("writing the file failed: No space left on device")
                    .hasMessageContaining("\nMaybe the disk is full");
        }
        assertThat(names(temporary)).containsExactly("report.html", "run.json");
        assertThat(temporary.resolve("report.html")).hasContent("former");
    }

    @Test
    void aDiskThatFillsUpInMidLogLeavesNoLog() {
        try (OutputFolder output = OutputFolder.open(temporary, out -> new FullDisk(out, 100_000));
                DecisionLog log = DecisionLog.begin(output)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000_000; i++) {
                            log.bound(i, "pod", "node", 0);
                        }
                    })
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("decisions.csv");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aPathBelowAFileIsRefused() throws IOException {
        Path file = Files.writeString(temporary.resolve("notes.txt"), "mine");
        for (Path folder : List.of(file, file.resolve("out"), file.resolve("a/b"))) {
            assertThatThrownBy(() -> OutputFolder.open(folder))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("(" + folder + ")")
                    .hasMessageContaining("(" + file + ") is a file, not a folder")
                    .hasMessageContaining("\nMaybe ");
        }
        assertThat(file).hasContent("mine");
    }

    @Test
    void aFolderWhereAFileShouldStandIsRefused() throws IOException {
        Files.createDirectories(temporary.resolve("run.json"));
        try (OutputFolder output = OutputFolder.open(temporary)) {
            assertThatThrownBy(() -> output.write("run.json", "{}"))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("a folder has that name");
        }
        assertThat(names(temporary)).containsExactly("run.json");
    }

    @Test
    void aFolderThatMayNotBeWrittenIsRefused() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("closed"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(folder), "this user may write everywhere");
            assertThatThrownBy(() -> OutputFolder.open(folder))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("does not permit writing");
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void aWriteThatIsNotPermittedIsReported() {
        try (OutputFolder output = OutputFolder.open(temporary, NoPermission::new)) {
            assertThatThrownBy(() -> output.write("run.json", "{}"))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("writing the file is not permitted")
                    .hasMessageContaining("\nMaybe it belongs to somebody else");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsRemovedInMidRunIsReported() throws IOException {
        Path folder = temporary.resolve("out");
        try (OutputFolder output = OutputFolder.open(folder)) {
            OutputFile file = output.begin("log");
            file.write('a');
            Files.delete(folder.resolve(".log.partial"));
            Files.delete(folder);
            assertThatThrownBy(file::commit)
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("it is gone")
                    .hasMessageContaining("somebody removed the folder");
        }
    }

    @Test
    void twoRunsCannotWriteTheSameFile() {
        try (OutputFolder first = OutputFolder.open(temporary);
                OutputFolder second = OutputFolder.open(temporary)) {
            first.begin("log").write('a');
            assertThatThrownBy(() -> second.begin("log"))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("another run is writing it");
            second.write("other", "b");
        }
        assertThat(temporary.resolve("other")).hasContent("b");
    }

    @Test
    void whatAKilledRunLeftBehindIsReplaced() throws IOException {
        Files.writeString(temporary.resolve(".log.partial"), "half of a longer");
        try (OutputFolder output = OutputFolder.open(temporary)) {
            output.write("log", "whole");
        }
        assertThat(names(temporary)).containsExactly("log");
        assertThat(temporary.resolve("log")).hasContent("whole");
    }

    @Test
    void aKilledRunLeavesNothingUnderAFinalName() throws Exception {
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessRun.class.getName(),
                        temporary.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(run.inputReader().readLine()).isEqualTo("writing");
        assertThatThrownBy(() -> OutputFolder.open(temporary).begin(DecisionLog.FILE))
                .hasMessageContaining("another run is writing it");
        run.destroyForcibly().waitFor();
        assertThat(names(temporary)).containsExactly(".decisions.csv.partial");
        try (OutputFolder output = OutputFolder.open(temporary);
                DecisionLog log = DecisionLog.begin(output)) {
            log.complete();
        }
        assertThat(names(temporary)).containsExactly("decisions.csv");
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A run that never ends. */
    static final class EndlessRun {

        private EndlessRun() {}

        public static void main(String[] arguments) {
            OutputFolder output = OutputFolder.open(Path.of(arguments[0]));
            DecisionLog log = DecisionLog.begin(output);
            for (long i = 0; i < Long.MAX_VALUE; i++) {
                log.bound(i, "pod", "node", 0);
                if (i == 100_000) {
                    System.out.println("writing");
                    sleep();
                }
            }
        }

        private static void sleep() {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A disk that may not be written. */
    private static final class NoPermission extends FilterOutputStream {

        NoPermission(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            throw new AccessDeniedException("run.json");
        }
    }

    /** A disk with room for some bytes per file. */
    private static final class FullDisk extends FilterOutputStream {

        private long room;

        FullDisk(OutputStream out, long room) {
            super(out);
            this.room = room;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > room) {
                out.write(bytes, offset, (int) room);
                throw new IOException("No space left on device");
            }
            room -= length;
            out.write(bytes, offset, length);
        }
    }
}
