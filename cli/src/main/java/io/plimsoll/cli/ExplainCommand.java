package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.kubernetes.cluster.PodQuestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why a pod fits nowhere, or where it would go and why. */
@Command(
        name = "explain",
        description = {
            "Say why a pod is pending, or where it would go and why, as kube-scheduler decides.",
            "Prints the sentence of the pod's event, what every rule says of every node, and the scores of the nodes that fit. "
                    + "A pod that is on a node already is asked about as if it were not."
        },
        footer = {
            "  kubectl get nodes,pods,deploy -A -o yaml | plimsoll explain shop/web-5d4f -f -",
            "  plimsoll explain deployment/web -f cluster.yaml -f web.yaml    its first pod",
            "  plimsoll explain web-5d4f -f dump/ --config kube-scheduler.yaml --node worker-7"
        })
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "POD",
            description = "NAME, NAMESPACE/NAME, or a workload's name such as deployment/web for its first pod.")
    private String pod = "";

    @Mixin
    private ClusterFiles files = new ClusterFiles();

    @Option(
            names = "--nodes",
            paramLabel = "LIST",
            description = "More nodes: a CSV file, or such as 700:cpu=64,memory=256Gi.")
    private @Nullable String nodes;

    @Option(names = "--node", paramLabel = "NAME", description = "This node alone.")
    private @Nullable String node;

    @Option(names = "--all", description = "Every node by itself; else nodes of equal answers share a line.")
    private boolean all;

    @Override
    public Integer call() throws IOException, InputException {
        PrintWriter out = spec.commandLine().getOut();
        ClusterSnapshot snapshot =
                files.read(nodes, System.in, spec.commandLine().getErr());
        try {
            PodQuestion question = PodQuestion.ask(pod, snapshot);
            out.print(ExplanationText.of(question, node, all));
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
        out.flush();
        return ExitCode.DONE;
    }
}
