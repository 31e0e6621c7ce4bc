package io.plimsoll.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the questions of capacity. */
@Command(
        name = "plan",
        description = "Answer questions of capacity about a cluster, each with a bound that no placement can beat.",
        footer = {
            "  plimsoll plan headroom -f examples/plan/cluster.yaml --pod cpu=500m,memory=1Gi",
            "  plimsoll plan size -f examples/plan/workloads.yaml --catalogue examples/plan/catalogue.csv",
            "  plimsoll plan compact -f examples/plan/cluster.yaml",
            "  plimsoll plan survive -f examples/plan/cluster.yaml --any 2"
        },
        subcommands = {
            PlanHeadroomCommand.class,
            PlanSizeCommand.class,
            PlanCompactCommand.class,
            PlanSurviveCommand.class
        })
final class PlanCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
