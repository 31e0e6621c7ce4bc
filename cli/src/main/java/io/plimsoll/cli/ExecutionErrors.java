package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.policy.PolicyTextException;
import io.plimsoll.traces.event.BrokenTraceException;
import io.plimsoll.traces.output.OutputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns whatever a command throws into two lines on standard error and an exit code; never into a stack trace. */
final class ExecutionErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        return report(e, command.getErr());
    }

    /** Writes what {@code thrown} means to {@code err} and returns the exit code that goes with it. */
    static int report(Throwable thrown, PrintWriter err) {
        traceIfAsked(thrown, err);
        if (thrown instanceof Failure failure) {
            err.println(failure.getMessage());
            return failure.exitCode();
        }
        if (thrown instanceof PolicyTextException) {
            err.println(thrown.getMessage());
            return ExitCode.USAGE;
        }
        if (thrown instanceof InputException || thrown instanceof BrokenTraceException) {
            err.println(thrown.getMessage());
            return ExitCode.BAD_INPUT;
        }
        if (thrown instanceof OutputException) {
            err.println(thrown.getMessage());
            return ExitCode.IO;
        }
        if (thrown instanceof UncheckedIOException && thrown.getCause() instanceof IOException cause) {
            return reportIo(cause, err);
        }
        if (thrown instanceof IOException failure) {
            return reportIo(failure, err);
        }
        if (thrown instanceof OutOfMemoryError) {
            err.println("The memory (" + Runtime.getRuntime().maxMemory() / (1 << 20)
                    + " MiB) of the Java heap must be larger for this command.");
            err.println("Maybe PLIMSOLL_JAVA_OPTS=-Xmx... gives it more.");
            return ExitCode.INTERNAL;
        }
        err.println("Plimsoll made a mistake (" + thrown + at(thrown) + "); your input need not be the cause.");
        err.println("Maybe report it with the output of the same command under PLIMSOLL_JAVA_OPTS=-D" + Plimsoll.DEBUG
                + "=true.");
        return ExitCode.INTERNAL;
    }

    /** The full stack trace, for those who asked for it. */
    static void traceIfAsked(Throwable thrown, PrintWriter err) {
        if (Boolean.getBoolean(Plimsoll.DEBUG)) {
            thrown.printStackTrace(err);
        }
    }

    private static int reportIo(IOException e, PrintWriter err) {
        if (e instanceof FileSystemException file) {
            err.println("The file (" + file.getFile() + ") must be usable: " + reason(file) + ".");
            err.println("Maybe the path is mistyped, or its owner, permissions or disk need a look.");
        } else {
            err.println("Reading or writing must succeed: " + messageOf(e) + ".");
            err.println("Maybe the disk is full, the path is mistyped or a permission is missing.");
        }
        return ExitCode.IO;
    }

    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "something else stands at this path";
        }
        if (e instanceof NotDirectoryException) {
            return "it is not a directory";
        }
        return Objects.requireNonNullElse(e.getReason(), e.getClass().getSimpleName());
    }

    private static String messageOf(IOException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    private static String at(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0].getFileName() + ":" + trace[0].getLineNumber();
    }
}
