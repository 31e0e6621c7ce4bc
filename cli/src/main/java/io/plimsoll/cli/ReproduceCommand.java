package io.plimsoll.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the published studies that can be run again. */
@Command(
        name = "reproduce",
        description = "Run a published study again and compare with what was published.",
        footer = {"  plimsoll reproduce fgd --data ../shared/data/alibaba-gpu-v2023-openb"},
        subcommands = {ReproduceFgdCommand.class})
final class ReproduceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
