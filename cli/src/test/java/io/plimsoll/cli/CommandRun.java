package io.plimsoll.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import picocli.CommandLine;

/** One command line, run inside the test, and what it left behind. */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(String... args) {
        return with(commandLine -> {}, args);
    }

    /** As {@link #of}, on a command line that {@code change} may add commands to. */
    static CommandRun with(Consumer<CommandLine> change, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Plimsoll.commandLine(new PrintWriter(out, true), new PrintWriter(err, true));
        change.accept(commandLine);
        // Only commands that are there already follow these two.
        commandLine.setOut(commandLine.getOut()).setErr(commandLine.getErr());
        int exitCode = Plimsoll.run(commandLine, args);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
