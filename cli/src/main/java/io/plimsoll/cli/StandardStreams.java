package io.plimsoll.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and standard error of the process: UTF-8 wherever it runs, and a failed write is not forgotten, as
 * {@link System#out} would.
 */
final class StandardStreams {
    private final Watched watched;
    private final PrintWriter out;
    private final PrintWriter err;

    StandardStreams(OutputStream out, OutputStream err) {
        watched = new Watched(out);
        this.out = new PrintWriter(new BufferedOutputStream(watched), true, StandardCharsets.UTF_8);
        this.err = new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** Those of the process. */
    static StandardStreams ofProcess() {
        return new StandardStreams(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    /**
     * Writes out what is left and returns the exit code of the process: {@code exitCode}, or {@link ExitCode#IO} when a
     * result could not be written. A reader that went away ({@code plimsoll ... | head}) has what it wanted.
     */
    int close(int exitCode) {
        out.flush();
        @Nullable IOException failure = watched.failure;
        if (failure == null || "Broken pipe".equals(failure.getMessage())) {
            return exitCode;
        }
        err.println("The standard output must be writable: " + failure.getMessage() + ".");
        err.println("Maybe the disk is full or the other end was closed.");
        return ExitCode.IO;
    }

    private static final class Watched extends FilterOutputStream {
        private @Nullable IOException failure;

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
