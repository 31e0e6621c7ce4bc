package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.kubernetes.lint.Finding;
import io.plimsoll.kubernetes.lint.Finding.Severity;
import io.plimsoll.kubernetes.lint.FindingJson;
import io.plimsoll.kubernetes.lint.Lint;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what of a cluster's objects can never work, means nothing, or says too little. */
@Command(
        name = "lint",
        description = {
            "Say what can never work: pods that fit no node, selectors that mean nothing, taints nobody tolerates, pods that keep "
                    + "each other away from too few nodes, priority classes and claims that are missing, pods without "
                    + "requests.",
            "Ends with 1 when there is an error; warnings alone end with 0."
        },
        footer = {
            "  plimsoll cluster lint -f cluster.yaml -f workloads/",
            "  kubectl get nodes,deploy,sts,ds,svc,pdb,pvc -A -o yaml | plimsoll cluster lint -f -",
            "  helm template my-chart | plimsoll cluster lint -f - --nodes 3:cpu=16,memory=64Gi -o json"
        })
final class ClusterLintCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFiles files = new ClusterFiles();

    @Option(
            names = "--nodes",
            paramLabel = "LIST",
            description =
                    "More nodes: a CSV file, or such as 700:cpu=64,memory=256Gi. Without nodes, what is about nodes is "
                            + "not looked at.")
    private @Nullable String nodes;

    @Option(
            names = "-o",
            paramLabel = "table|json",
            defaultValue = "table",
            converter = SummaryFormatConverter.class,
            description = "How the findings are printed. Default: ${DEFAULT-VALUE}.")
    private SummaryFormat format = SummaryFormat.TABLE;

    @Override
    public Integer call() throws IOException, InputException {
        ClusterSnapshot snapshot =
                files.read(nodes, System.in, spec.commandLine().getErr());
        List<Finding> findings = Lint.of(snapshot);
        long errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .count();
        PrintWriter out = spec.commandLine().getOut();
        if (format == SummaryFormat.JSON) {
            out.print(FindingJson.text(findings));
        } else {
            print(findings, errors, out);
        }
        out.flush();
        return errors > 0 ? ExitCode.NEGATIVE : ExitCode.DONE;
    }

    private static void print(List<Finding> findings, long errors, PrintWriter out) {
        for (Finding finding : findings) {
            out.println((finding.severity() == Severity.ERROR ? "error: " : "warning: ") + finding.render());
        }
        out.println(errors
                + (errors == 1 ? " error, " : " errors, ")
                + (findings.size() - errors)
                + (findings.size() - errors == 1 ? " warning" : " warnings"));
    }
}
