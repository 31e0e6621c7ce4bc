package io.plimsoll.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The live service beside a kube-scheduler. */
@Command(
        name = "extender",
        description = "Decide where pods go in a running Kubernetes cluster, beside its own kube-scheduler.",
        footer = "  plimsoll extender serve --mode pick-one",
        subcommands = ExtenderServeCommand.class)
final class ExtenderCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
