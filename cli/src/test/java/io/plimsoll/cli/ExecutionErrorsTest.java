package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

final class ExecutionErrorsTest {
    @ParameterizedTest
    @MethodSource("throwables")
    void everyThrowableShouldEndInTwoLinesAndItsExitCode(Throwable thrown, int exitCode, String firstLine) {
        CommandRun run = runThrowing(thrown);

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).startsWith(firstLine).contains("\nMaybe ").doesNotContain("\tat ");
    }

    static Stream<Arguments> throwables() {
        return Stream.of(
                Arguments.of(
                        Failure.usage("The policy (bst) of simulate must exist.", "Maybe best-fit was meant."),
                        ExitCode.USAGE,
                        "The policy (bst) of simulate must exist.\n"),
                Arguments.of(
                        Failure.badInput("The row (7) of pods.csv must be whole.", "Maybe the file was cut."),
                        ExitCode.BAD_INPUT,
                        "The row (7) of pods.csv must be whole.\n"),
                Arguments.of(
                        Failure.io("The output (x) must be a directory.", "Maybe a file stands there."),
                        ExitCode.IO,
                        "The output (x) must be a directory.\n"),
                Arguments.of(
                        new NoSuchFileException("pods.csv"),
                        ExitCode.IO,
                        "The file (pods.csv) must be usable: there is no such file or directory."),
                Arguments.of(
                        new AccessDeniedException("out"),
                        ExitCode.IO,
                        "The file (out) must be usable: permission denied."),
                Arguments.of(
                        new FileAlreadyExistsException("out"),
                        ExitCode.IO,
                        "The file (out) must be usable: something else stands at this path."),
                Arguments.of(
                        new NotDirectoryException("out"),
                        ExitCode.IO,
                        "The file (out) must be usable: it is not a directory."),
                Arguments.of(
                        new FileSystemException("out", null, "Read-only file system"),
                        ExitCode.IO,
                        "The file (out) must be usable: Read-only file system."),
                Arguments.of(
                        new IOException("No space left on device"),
                        ExitCode.IO,
                        "Reading or writing must succeed: No space left on device."),
                Arguments.of(
                        new UncheckedIOException(new IOException("Stream closed")),
                        ExitCode.IO,
                        "Reading or writing must succeed: Stream closed."),
                Arguments.of(
                        new IllegalStateException("queue"),
                        ExitCode.INTERNAL,
                        "Plimsoll made a mistake (java.lang.IllegalStateException: queue at "),
                Arguments.of(new OutOfMemoryError("Java heap space"), ExitCode.INTERNAL, "The memory ("),
                Arguments.of(new StackOverflowError(), ExitCode.INTERNAL, "Plimsoll made a mistake ("));
    }

    @Test
    void theStackTraceShouldBeShownWhenAskedFor() {
        System.setProperty(Plimsoll.DEBUG, "true");
        try {
            assertThat(runThrowing(new IllegalStateException("queue")).err()).contains("\tat io.plimsoll.cli.");
        } finally {
            System.clearProperty(Plimsoll.DEBUG);
        }
    }

    private static CommandRun runThrowing(Throwable thrown) {
        return CommandRun.with(commandLine -> commandLine.addSubcommand(new Throwing(thrown)), "throw");
    }

    @Command(name = "throw")
    private static final class Throwing implements Callable<Integer> {
        private final Throwable thrown;

        Throwing(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public Integer call() throws Exception {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        }
    }
}
