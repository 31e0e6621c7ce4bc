package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.planner.catalogue.Catalogue;
import io.plimsoll.planner.catalogue.CatalogueReader;
import io.plimsoll.planner.size.SizeAnswer;
import io.plimsoll.planner.size.SizePlanner;
import io.plimsoll.planner.size.SizeQuestion;
import io.plimsoll.planner.size.SizeView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds the cheapest nodes for a set of workloads. */
@Command(
        name = "size",
        description = {
            "Find the cheapest nodes for workloads from a catalogue, with a cost that no plan can beat.",
            "Every rule that the scheduler keeps is kept; new nodes carry the pods of DaemonSets and what kubelet and system "
                    + "keep for themselves. The cluster's own nodes stay, with the pods on them, unless --replace. Ends with 1 "
                    + "when no nodes of the catalogue will do, and says why."
        },
        footer = {
            "  plimsoll plan size -f examples/plan/workloads.yaml --catalogue examples/plan/catalogue.csv",
            "  plimsoll plan size -f workloads/ --catalogue examples/plan/catalogue.yaml --catalogue nodepools.yaml",
            "  plimsoll plan size -f cluster.yaml -f more.yaml --catalogue catalogue.csv --headroom 20 --even-zones",
            "  plimsoll plan size -f examples/plan/cluster.yaml --catalogue examples/plan/catalogue.csv --replace",
            "  plimsoll plan size --trace DIR --at 100d --replace --catalogue examples/plan/gpu-catalogue.csv"
        })
final class PlanSizeCommand implements Callable<Integer> {

    private static final int MOST_HEADROOM = 90;
    private static final long EFFORT = 20_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanSource source = new PlanSource();

    @Mixin
    private PlanPolicy policy = new PlanPolicy();

    @Option(
            names = "--catalogue",
            required = true,
            paramLabel = "FILE",
            description = "Node types that may be bought: CSV, YAML or JSON; NodePools of Karpenter and node groups of "
                    + "cluster-autoscaler, too. May be given more than once.")
    private List<Path> catalogues = new ArrayList<>();

    @Option(
            names = "--headroom",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "How much CPU and memory of each new node stays free. Default: ${DEFAULT-VALUE}.")
    private int headroom;

    @Option(
            names = "--min-nodes",
            paramLabel = "N",
            defaultValue = "0",
            description = "The fewest new nodes. Default: ${DEFAULT-VALUE}.")
    private int least;

    @Option(names = "--max-nodes", paramLabel = "N", description = "The most new nodes. Default: no limit.")
    private @Nullable Integer most;

    @Option(names = "--even-zones", description = "As many new nodes in each zone of the catalogue, but for one.")
    private boolean evenZones;

    @Option(
            names = "--skip-impossible",
            description = "Leave out pods that fit no node type of the catalogue; the report names them.")
    private boolean skipImpossible;

    @Option(
            names = "--replace",
            description = "The cluster's own nodes go: all its pods are placed on new ones, not only those that wait.")
    private boolean replace;

    @Mixin
    private PlanOutput output = new PlanOutput();

    @Override
    public Integer call() throws IOException, InputException {
        output.require();
        requireNumbers();
        Catalogue catalogue = CatalogueReader.read(catalogues);
        PlanSource.Growing input = source.growing(spec, policy.of(source));
        SizeAnswer answer = SizePlanner.answer(new SizeQuestion(
                replace ? input.cluster().withoutOwnNodes() : input.cluster(),
                input.rules(),
                catalogue,
                headroom,
                least,
                most == null ? Integer.MAX_VALUE : most,
                evenZones,
                skipImpossible,
                Set.of(),
                source.seed(),
                EFFORT));
        if (answer instanceof SizeAnswer.Impossible impossible) {
            PrintWriter out = spec.commandLine().getOut();
            impossible.reasons().forEach(out::println);
            out.flush();
            return ExitCode.NEGATIVE;
        }
        List<Path> inputs = new ArrayList<>(source.paths());
        catalogues.forEach(file -> inputs.add(file.toAbsolutePath()));
        output.write(spec, new SizeView((SizeAnswer.Sized) answer), input.name(), inputs);
        return ExitCode.DONE;
    }

    private void requireNumbers() {
        require("--headroom", headroom, 0, MOST_HEADROOM);
        require("--min-nodes", least, 0, Integer.MAX_VALUE);
        if (most != null) {
            require("--max-nodes", most, Math.max(1, least), Integer.MAX_VALUE);
        }
    }

    private static void require(String option, int number, int smallest, int largest) {
        if (number < smallest || number > largest) {
            throw Failure.usage(
                    "The number (%d) of %s must be at least %d and at most %d."
                            .formatted(number, option, smallest, largest),
                    "Maybe another option was meant.");
        }
    }
}
