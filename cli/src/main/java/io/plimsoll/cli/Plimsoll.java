package io.plimsoll.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The {@code plimsoll} command and the entry point of the process.
 *
 * <p>A new command is a class with {@link Command} that implements {@link Runnable}, or
 * {@link java.util.concurrent.Callable} of an {@link ExitCode}, and one more line in {@link #COMMANDS}. It inherits
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
        })
public final class Plimsoll implements Runnable {
    static final String DEBUG = "plimsoll.debug";

    /** What stands behind each name, in the order of the help. */
    private static final Map<String, Class<?>> COMMANDS = commands();

    @Spec
    private CommandSpec spec;

    Plimsoll() {}

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("simulate", SimulateCommand.class);
        commands.put("compare", CompareCommand.class);
        commands.put("explain", ExplainCommand.class);
        commands.put("cluster", ClusterCommand.class);
        commands.put("extender", ExtenderCommand.class);
        commands.put("trace", TraceCommand.class);
        commands.put("plan", PlanCommand.class);
        commands.put("reproduce", ReproduceCommand.class);
        commands.put("completion", CompletionCommand.class);
        return commands;
    }

    /** Runs the command line {@code args} and ends the process with its exit code. */
    public static void main(String[] args) {
        StandardStreams streams = StandardStreams.ofProcess();
        int exitCode = run(commandLine(streams.out(), streams.err(), args), args);
        System.exit(streams.close(exitCode));
    }

    /** The whole command, ready to be executed or asked for its help. */
    static CommandLine whole(PrintWriter out, PrintWriter err) {
        return commandLine(COMMANDS.keySet(), out, err);
    }

    /**
     * The command with the commands that {@code args} can come to: reading the options of all the others would take longer than many
     * a command itself. Where the first argument is no name of a command, help or a suggestion may need them all.
     */
    static CommandLine commandLine(PrintWriter out, PrintWriter err, String... args) {
        String first = args.length == 0 ? "" : args[0];
        if (first.equals("--version") || first.equals("-V")) {
            return commandLine(Set.of(), out, err);
        }
        boolean alone = COMMANDS.containsKey(first) && !first.equals("completion");
        return commandLine(alone ? Set.of(first) : COMMANDS.keySet(), out, err);
    }

    private static CommandLine commandLine(Set<String> names, PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(new Plimsoll());
        names.forEach(name -> commandLine.addSubcommand(name, COMMANDS.get(name)));
        return commandLine
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
