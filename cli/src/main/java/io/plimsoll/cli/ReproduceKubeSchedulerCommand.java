package io.plimsoll.cli;

import io.plimsoll.kubernetes.vector.Agreement;
import io.plimsoll.kubernetes.vector.Conformance;
import io.plimsoll.kubernetes.vector.HintConformance;
import io.plimsoll.kubernetes.vector.WholeSchedules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Answers questions to kube-scheduler, recorded or random, by the core and compares every field. */
@Command(
        name = "kube-scheduler",
        description = {
            "Answer questions that kube-scheduler's own code was asked, and compare.",
            "For every node, every filter's code and reasons, every score before and after normalising, the total and "
                    + "the sentence of the event. Prints how far each plugin agrees, and the smallest difference. Ends "
                    + "with 1 on any difference."
        },
        footer = {
            "  plimsoll reproduce kube-scheduler --data ../shared/data/kubernetes/scheduler-vectors",
            "  plimsoll reproduce kube-scheduler --program ./conformance --seed 7 --cases 2000",
            "  plimsoll reproduce kube-scheduler --program ./conformance --preemption --cases 5000"
        })
final class ReproduceKubeSchedulerCommand implements Callable<Integer> {
    private static final int PODS = 500;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Decides the random cases. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--first",
            paramLabel = "N",
            defaultValue = "0",
            description = "Number of the first random case, to go on from. Default: ${DEFAULT-VALUE}.")
    private int first;

    @Option(
            names = "--cases",
            paramLabel = "N",
            defaultValue = "2000",
            description = "How many random cases. Default: ${DEFAULT-VALUE}.")
    private int cases;

    @Option(
            names = "--preemption",
            description =
                    "With --program: random cases in which pods have to leave for others: the victims on every node, "
                            + "the node that is taken, and what is said when there is none.")
    private boolean preemption;

    @Option(
            names = "--workloads",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --program: how many random workloads of " + PODS
                    + " pods are scheduled pod by pod after the " + "cases. Default: ${DEFAULT-VALUE}.")
    private int workloads;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "With --program: for how many random events every plugin is asked whether they are a reason to try a "
                            + "pod again that it refused. Default: ${DEFAULT-VALUE}.")
    private int events;

    /** Where the answers come from. */
    private static final class Source {

        @Option(
                names = "--data",
                required = true,
                paramLabel = "DIR",
                description = "Folder with pairs of X.cases.jsonl.gz and X.results.jsonl.gz.")
        private @Nullable Path data;

        @Option(
                names = "--program",
                required = true,
                paramLabel = "FILE",
                description =
                        "The program of e2e/conformance: random cases are answered by kube-scheduler's own code now. "
                                + "Stops at the first difference and prints a small case that shows it.")
        private @Nullable Path program;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            return source.program == null ? compareRecorded(out) : compareRandom(source.program, out);
        } finally {
            out.flush();
        }
    }

    private int compareRecorded(PrintWriter out) throws IOException {
        Agreement agreement = Agreement.of(source.data == null ? Path.of(".") : source.data);
        agreement.lines().forEach(out::println);
        return agreement.isComplete() ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private int compareRandom(Path program, PrintWriter out) throws IOException {
        Conformance.Outcome outcome = Conformance.run(program, seed, first, cases, preemption);
        out.println("seed " + seed + ", from case " + first + ": " + outcome.cases()
                + " cases, of which kube-scheduler could not answer " + outcome.refused()
                + ", answered otherwise when asked again " + outcome.askedAgain());
        if (outcome.difference() == null) {
            out.println("no difference");
            out.flush();
            int code = events == 0 ? ExitCode.DONE : compareEvents(program, out);
            return code != ExitCode.DONE || workloads == 0 ? code : compareWorkloads(program, out);
        }
        out.println(outcome.difference());
        return ExitCode.NEGATIVE;
    }

    private int compareEvents(Path program, PrintWriter out) throws IOException {
        HintConformance.Outcome outcome = HintConformance.run(program, seed, first, events);
        out.println("seed " + seed + ", from event " + first + ": " + outcome.events()
                + " events, of which kube-scheduler could not answer " + outcome.refused()
                + "; a reason to try again to a plugin " + outcome.hints() + " times");
        out.println(outcome.difference() == null ? "no difference" : outcome.difference());
        out.flush();
        return outcome.difference() == null ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private int compareWorkloads(Path program, PrintWriter out) throws IOException {
        WholeSchedules.Outcome outcome = WholeSchedules.run(program, seed, workloads, PODS);
        out.println("seed " + seed + ": " + workloads + " workloads, " + outcome.steps() + " pods one after the other, "
                + outcome.placed() + " of them placed; kube-scheduler could not answer " + outcome.refused());
        out.println(outcome.difference() == null ? "no difference" : outcome.difference());
        return outcome.difference() == null ? ExitCode.DONE : ExitCode.NEGATIVE;
    }
}
