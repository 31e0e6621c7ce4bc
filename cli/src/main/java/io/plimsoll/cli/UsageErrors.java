package io.plimsoll.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what was probably meant. */
final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException thrown, String[] args) {
        ParameterException e = typoBehind(thrown);
        PrintWriter err = e.getCommandLine().getErr();
        err.println(problem(e));
        err.println(advice(e));
        ExecutionErrors.traceIfAsked(e, err);
        return ExitCode.USAGE;
    }

    /** A mistyped option that is required is also a missing one; the typo is the better news. */
    private static ParameterException typoBehind(ParameterException e) {
        List<String> unmatched = e.getCommandLine().getUnmatchedArguments();
        return e instanceof MissingParameterException && !unmatched.isEmpty()
                ? new UnmatchedArgumentException(e.getCommandLine(), unmatched)
                : e;
    }

    private static String problem(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            CommandLine command = e.getCommandLine();
            String name = command.getCommandSpec().qualifiedName();
            String argument = unmatched.getUnmatched().get(0);
            if (unmatched.isUnknownOption()) {
                return "The option (" + argument + ") of " + name + " must be one of its options.";
            }
            return command.getSubcommands().isEmpty()
                    ? "The argument (" + argument + ") of " + name + " must be left out: it takes no more arguments."
                    : "The command (" + argument + ") of " + name + " must be one of its commands.";
        }
        String message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    private static String advice(ParameterException e) {
        String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                return "Maybe " + String.join(" or ", suggestions) + " was meant; " + help + " shows all there is.";
            }
        }
        return "Maybe " + help + " helps.";
    }
}
