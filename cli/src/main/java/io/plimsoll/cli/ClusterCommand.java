package io.plimsoll.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Commands about the objects of a cluster. */
@Command(
        name = "cluster",
        description = "Look at the objects of a Kubernetes cluster, from files.",
        footer = "  plimsoll cluster lint -f cluster.yaml -f workloads/",
        subcommands = ClusterLintCommand.class)
final class ClusterCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
