package io.plimsoll.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script that completes commands and options in bash and zsh. */
@Command(
        name = "completion",
        description = "Print a script that completes commands and options in bash and zsh.",
        footer = {
            "  source <(plimsoll completion)             for this shell",
            "  plimsoll completion > ~/.plimsoll.bash    to be sourced by every shell"
        })
final class CompletionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("plimsoll", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
    }
}
