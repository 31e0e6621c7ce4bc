package io.plimsoll.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import picocli.CommandLine;

/** One command line, run inside the test, and what it left behind. */
record CommandRun(int exitCode, String out, String err) {
    /** As the process does it: with no other commands than it needs. */
    static CommandRun of(String... args) {
        return run((out, err) -> Plimsoll.commandLine(out, err, args), args);
    }

    /** The same, on the whole command line, that {@code change} may add commands to. */
    static CommandRun with(Consumer<CommandLine> change, String... args) {
        return run(
                (out, err) -> {
                    CommandLine commandLine = Plimsoll.whole(out, err);
                    change.accept(commandLine);
                    // Only commands that are there already follow these two.
                    return commandLine.setOut(out).setErr(err);
                },
                args);
    }

    private static CommandRun run(BiFunction<PrintWriter, PrintWriter, CommandLine> commandLine, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Plimsoll.run(commandLine.apply(new PrintWriter(out, true), new PrintWriter(err, true)), args);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
