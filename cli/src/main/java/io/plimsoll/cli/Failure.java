package io.plimsoll.cli;

/**
 * Ends a command with an exit code and a message for the person at the terminal.
 *
 * <p>The message follows the style of the project: what must hold, then a line of advice that begins with "Maybe".
 */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Failure(int exitCode, String problem, String advice) {
        super(problem + System.lineSeparator() + advice);
        this.exitCode = exitCode;
    }

    private Failure(int exitCode, Exception cause) {
        super(cause.getMessage(), cause);
        this.exitCode = exitCode;
    }

    /** The command line is wrong in a way that only the command itself can see. */
    static Failure usage(String problem, String advice) {
        return new Failure(ExitCode.USAGE, problem, advice);
    }

    /** As {@link #usage(String, String)}, with a message of two lines that says it all. */
    static Failure usage(IllegalArgumentException e) {
        return new Failure(ExitCode.USAGE, e);
    }

    /** Something that was read breaks a rule. */
    static Failure badInput(String problem, String advice) {
        return new Failure(ExitCode.BAD_INPUT, problem, advice);
    }

    /** As {@link #badInput(String, String)}, with a message of two lines that says it all. */
    static Failure badInput(Exception e) {
        return new Failure(ExitCode.BAD_INPUT, e);
    }

    /** Something could not be read or written. */
    static Failure io(String problem, String advice) {
        return new Failure(ExitCode.IO, problem, advice);
    }

    int exitCode() {
        return exitCode;
    }
}
