package io.plimsoll.cli;

/**
 * What a finished {@code plimsoll} process says to the shell.
 *
 * <p>A process that a signal stopped ends with 128 plus the number of the signal, as the JVM does by itself: 130 after
 * an interrupt, 143 after a request to terminate.
 */
final class ExitCode {
    /** The command did what it was asked to. */
    static final int DONE = 0;
    /** The command worked, and its answer is no: it does not fit, a gate failed. */
    static final int NEGATIVE = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** A file or value that was read is wrong. */
    static final int BAD_INPUT = 3;
    /** Reading or writing failed: disk full, no permission, no such file. */
    static final int IO = 4;
    /** A mistake in Plimsoll itself; {@code EX_SOFTWARE} of the BSD convention, so that it is never taken for an answer. */
    static final int INTERNAL = 70;
    /** Stopped by SIGINT; what is complete was kept. */
    static final int INTERRUPTED = 130;
    /** Stopped by SIGTERM; what is complete was kept. */
    static final int TERMINATED = 143;

    private ExitCode() {}
}
