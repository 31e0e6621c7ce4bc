package io.plimsoll.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Commands about the objects of a cluster. */
@Command(
        name = "cluster",
        description = "Look at the objects of a Kubernetes cluster, from files or live.",
        footer = {"  plimsoll cluster lint -f cluster.yaml -f workloads/", "  plimsoll cluster snapshot -o cluster/"},
        subcommands = {ClusterLintCommand.class, ClusterSnapshotCommand.class})
final class ClusterCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
