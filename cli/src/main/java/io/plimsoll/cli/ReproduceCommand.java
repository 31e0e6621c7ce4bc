package io.plimsoll.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups what can be computed again and compared. */
@Command(
        name = "reproduce",
        description = "Compute again what was published, or what another scheduler decided, and compare.",
        footer = {
            "  plimsoll reproduce fgd --data ../shared/data/alibaba-gpu-v2023-openb",
            "  plimsoll reproduce kube-scheduler --data ../shared/data/kubernetes/scheduler-vectors",
            "  plimsoll reproduce vbp --data ../shared/data/vbp-vectorpack"
        },
        subcommands = {ReproduceFgdCommand.class, ReproduceKubeSchedulerCommand.class, ReproduceVbpCommand.class})
final class ReproduceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
