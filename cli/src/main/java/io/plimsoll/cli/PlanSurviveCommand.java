package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.policy.NearestName;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.survive.Survival;
import io.plimsoll.planner.survive.SurviveAnswer;
import io.plimsoll.planner.survive.SurviveQuestion;
import io.plimsoll.planner.survive.SurviveView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which failures a cluster can take. */
@Command(
        name = "survive",
        description = {
            "Say which failures a cluster can take with all its pods placed again: every zone, rack and pool of nodes, any single "
                    + "node, any so many nodes; who would wait, which disruption budgets would break, and what would have to be "
                    + "added.",
            "Pods on other nodes stay where they are. Ends with 1 when some failure leaves pods waiting."
        },
        footer = {
            "  plimsoll plan survive -f examples/plan/cluster.yaml",
            "  plimsoll plan survive -f examples/plan/cluster.yaml --any 2 --by example.com/row",
            "  plimsoll plan survive --trace DIR --at 3d4h --policy best-fit"
        })
final class PlanSurviveCommand implements Callable<Integer> {

    private static final int MOST_SETS = 10_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanSource source = new PlanSource();

    @Option(
            names = "--by",
            paramLabel = "LABEL",
            description =
                    "A further label of nodes; those that share a value fail together. May be given more than once.")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "--any",
            paramLabel = "K",
            defaultValue = "1",
            description = "Whether any K nodes may fail, whichever they are. Default: ${DEFAULT-VALUE}.")
    private int any;

    @Option(
            names = "--sets",
            paramLabel = "N",
            defaultValue = "" + SurviveQuestion.SETS,
            description = "Sets of nodes that are tried at most for --any. Default: ${DEFAULT-VALUE}.")
    private int sets;

    @Mixin
    private PlanPolicy policy = new PlanPolicy();

    @Mixin
    private PlanThreads threads = new PlanThreads();

    @Mixin
    private PlanOutput output = new PlanOutput();

    @Override
    public Integer call() throws IOException, InputException, InterruptedException {
        output.require();
        int workers = threads.count();
        if (sets < 1 || sets > MOST_SETS) {
            throw Failure.usage(
                    "The number of sets (" + sets + ") of --sets must be 1 to " + MOST_SETS + ".",
                    "Maybe the option should be left out.");
        }
        PlanSource.Input input = source.read(spec, List.of(policy.of(source)), false);
        requireLabels(input.cluster());
        int nodes = input.cluster().nodes().size();
        if (any < 1 || any > nodes) {
            throw Failure.usage(
                    "The number of nodes (" + any + ") of --any must be 1 to " + nodes + ", all that there are.",
                    "Maybe another cluster was meant.");
        }
        if (input.cluster().boundPods() == 0) {
            throw Failure.badInput(
                    "The cluster must have pods on its nodes.",
                    "Maybe the pods are in another file, or a later moment of the trace was meant.");
        }
        SurviveAnswer answer = Survival.answer(
                input.cluster(),
                input.rules().get(0),
                new SurviveQuestion(labels, any, sets, SurviveQuestion.STEPS, source.seed(), workers));
        output.write(spec, new SurviveView(answer), input.name(), source.paths());
        return answer.survivesAll() ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private void requireLabels(PlanCluster cluster) {
        TreeSet<String> known = new TreeSet<>();
        cluster.nodes().forEach(node -> known.addAll(node.labels().keySet()));
        for (String label : labels) {
            if (!known.contains(label)) {
                @Nullable String near = NearestName.of(label, known);
                throw Failure.usage(
                        "The label (" + label + ") of --by must be one that some node has.",
                        "Maybe " + (near == null ? "the nodes are in another file." : near + " was meant."));
            }
        }
    }
}
