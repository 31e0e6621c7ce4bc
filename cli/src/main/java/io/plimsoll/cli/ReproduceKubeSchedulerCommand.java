package io.plimsoll.cli;

import io.plimsoll.kubernetes.vector.Agreement;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Answers recorded questions to kube-scheduler by the core and compares every field. */
@Command(
        name = "kube-scheduler",
        description = {
            "Answer questions that kube-scheduler's own code was asked, and compare.",
            "For every node, every filter's code and reasons, every score before and after normalising, the total and "
                    + "the sentence of the event. Prints how far each plugin agrees, and the smallest difference. Ends "
                    + "with 1 on any difference."
        },
        footer = {"  plimsoll reproduce kube-scheduler --data ../shared/data/kubernetes/scheduler-vectors"})
final class ReproduceKubeSchedulerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder with pairs of X.cases.jsonl.gz and X.results.jsonl.gz.")
    private Path data = Path.of(".");

    @Override
    public Integer call() throws IOException {
        Agreement agreement = Agreement.of(data);
        PrintWriter out = spec.commandLine().getOut();
        agreement.lines().forEach(out::println);
        out.flush();
        return agreement.isComplete() ? ExitCode.DONE : ExitCode.NEGATIVE;
    }
}
