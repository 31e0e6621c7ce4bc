package io.plimsoll.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The {@code plimsoll} command and the entry point of the process.
 *
 * <p>A new command is a class with {@link Command} that implements {@link Runnable}, or
 * {@link java.util.concurrent.Callable} of an {@link ExitCode}, and one more line in {@code subcommands}. It inherits
 * {@code --help} and {@code --version}, writes results to {@code spec.commandLine().getOut()} and everything else to
 * {@code getErr()}, gives an example in its footer, and reports what went wrong by throwing: a {@link Failure} where it
 * knows what to say, an {@link java.io.IOException} where the file system said it. No exception shows a stack trace
 * unless the system property {@value #DEBUG} is {@code true}.
 */
@Command(
        name = "plimsoll",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpWidth = 100,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nParameters:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        description = "Where should this pod go, and how full can this cluster be loaded?",
        footer = {
            "  plimsoll simulate             replay a built-in week and write a report",
            "  plimsoll compare              compare policies over ten such weeks",
            "  plimsoll --version            which Plimsoll, on which Java",
            "  source <(plimsoll completion) complete commands and options in this shell"
        },
        subcommands = {
            SimulateCommand.class,
            CompareCommand.class,
            ExplainCommand.class,
            ClusterCommand.class,
            ExtenderCommand.class,
            TraceCommand.class,
            PlanCommand.class,
            ReproduceCommand.class,
            CompletionCommand.class
        })
public final class Plimsoll implements Runnable {
    static final String DEBUG = "plimsoll.debug";

    @Spec
    private CommandSpec spec;

    Plimsoll() {}

    /** Runs the command line {@code args} and ends the process with its exit code. */
    public static void main(String[] args) {
        StandardStreams streams = StandardStreams.ofProcess();
        int exitCode = run(commandLine(streams.out(), streams.err()), args);
        System.exit(streams.close(exitCode));
    }

    /** The whole command, ready to be executed or asked for its help. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Plimsoll())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(new ExecutionErrors());
    }

    /** Executes {@code args}; an error of the JVM ends in a message, too, which picocli by itself does not see to. */
    static int run(CommandLine commandLine, String... args) {
        try {
            return commandLine.execute(args);
        } catch (Error e) {
            return ExecutionErrors.report(e, commandLine.getErr());
        }
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
