package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.planner.cluster.KubernetesRules;
import io.plimsoll.planner.compact.CompactAnswer;
import io.plimsoll.planner.compact.CompactQuestion;
import io.plimsoll.planner.compact.CompactView;
import io.plimsoll.planner.compact.Compaction;
import io.plimsoll.simulator.compare.Entrant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how few of a cluster's nodes still hold its pods. */
@Command(
        name = "compact",
        description = {
            "Say how few of a cluster's nodes still hold its pods, policy by policy: Borg's cell compaction, which compares "
                    + "policies in machines and not in percent.",
            "Nodes are taken away in a random order until the pods, placed from scratch, do not fit any more; of 11 such trials "
                    + "the 90th percentile counts. Ends with 1 when no policy places the pods on all nodes."
        },
        footer = {
            "  plimsoll plan compact -f examples/plan/cluster.yaml",
            "  plimsoll plan compact -f examples/plan/cluster.yaml --policies kube-scheduler,most-allocated --max-pending 0.01",
            "  plimsoll plan compact --trace DIR --arrivals-only"
        })
final class PlanCompactCommand implements Callable<Integer> {

    private static final String OF_TRACES = "least-allocated,best-fit,most-allocated,gpu-packing,dot-product,fgd";
    private static final String OF_FILES =
            KubernetesRules.OWN + ",least-allocated,best-fit,most-allocated,dot-product,worst-fit";

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanSource source = new PlanSource();

    @Option(
            names = "--policies",
            paramLabel = "LIST",
            description =
                    "Policies as in simulate, separated by commas; with -f, kube-scheduler is the cluster's own. Default: six "
                            + "of them. Of a trace, the first one places the pods.")
    private @Nullable String policies;

    @Option(
            names = "--trials",
            paramLabel = "N",
            defaultValue = "" + CompactQuestion.TRIALS,
            description = "Orders in which nodes are taken away. Default: ${DEFAULT-VALUE}.")
    private int trials;

    @Option(
            names = "--max-pending",
            paramLabel = "SHARE",
            defaultValue = "" + CompactQuestion.BORG_PENDING,
            description = "Which share of the pods may be left waiting. Default: ${DEFAULT-VALUE}, as Borg allows.")
    private double maxPending;

    @Mixin
    private PlanThreads threads = new PlanThreads();

    @Mixin
    private PlanOutput output = new PlanOutput();

    @Override
    public Integer call() throws IOException, InputException, InterruptedException {
        output.require();
        if (trials < 1 || trials > 1_000_000) {
            throw Failure.usage(
                    "The number of trials (" + trials + ") of --trials must be 1 to 1000000.",
                    "Maybe 11 was meant, as in the paper.");
        }
        if (!(maxPending >= 0 && maxPending <= 1)) {
            throw Failure.usage(
                    "The share (" + maxPending + ") of --max-pending must be 0 to 1.",
                    "Maybe percent were meant: 0.2 % is 0.002.");
        }
        int workers = threads.count();
        PlanSource.Input input = source.read(spec, names(), true);
        CompactAnswer answer = Compaction.answer(
                input.cluster(), input.rules(), new CompactQuestion(trials, maxPending, source.seed(), workers));
        if (answer.pods() == 0) {
            throw Failure.badInput(
                    "The cluster must have pods on its nodes that can be placed again.",
                    "Maybe the pods are in another file, or a later moment of the trace was meant.");
        }
        output.write(spec, new CompactView(answer), input.name(), source.paths());
        int needed = answer.policies().get(0).percentile90();
        return needed > input.cluster().nodes().size() ? ExitCode.NEGATIVE : ExitCode.DONE;
    }

    /** The policies as they are written, the cluster's own left as it is. */
    private List<String> names() {
        String list = policies == null ? (source.isOfFiles() ? OF_FILES : OF_TRACES) : policies.replaceAll("\\s", "");
        List<String> names = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String piece : list.split(",", -1)) {
            if (piece.equals(KubernetesRules.OWN) && names.isEmpty()) {
                names.add(piece);
            } else {
                others.add(piece);
            }
        }
        if (others.isEmpty()) {
            return names;
        }
        try {
            for (Entrant entrant : Entrant.parse(String.join(",", others), Policies.load())) {
                if (entrant.bound() != null) {
                    throw Failure.usage(
                            "The policies (" + list + ") of --policies must be without bounds (" + entrant.text()
                                    + ").",
                            "Maybe plimsoll compare was meant; here a bound stands beside every answer.");
                }
                names.add(entrant.text());
            }
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
        return names;
    }
}
