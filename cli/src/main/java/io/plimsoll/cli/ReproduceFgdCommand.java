package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.simulator.fgd.FgdStudy;
import io.plimsoll.simulator.fgd.StudyFiles;
import io.plimsoll.simulator.fgd.StudyPolicy;
import io.plimsoll.simulator.fgd.StudyResult;
import io.plimsoll.simulator.fgd.StudySelection;
import io.plimsoll.simulator.fgd.StudyText;
import io.plimsoll.simulator.record.OutputFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the study "Beware of Fragmentation" again and compares every cell with its published tables. */
@Command(
        name = "fgd",
        description = {
            "Run the study \"Beware of Fragmentation\" (Weng et al., USENIX ATC 2023) again.",
            "Compares allocation, fragmentation amount and fragmentation ratio with the published tables, in every "
                    + "column and for every seed. Ends with 1 when a deterministic policy is off by more than "
                    + "0.011 anywhere, or Random by more than chance."
        },
        footer = {
            "  plimsoll reproduce fgd --data ../shared/data/alibaba-gpu-v2023-openb",
            "  plimsoll reproduce fgd --data DIR --workloads default,cpu050 --policies fgd --seeds 42..44",
            "  plimsoll reproduce fgd --data DIR --workloads all       those without published rows, too"
        })
final class ReproduceFgdCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder with the openb lists and the published tables, plain or gzipped.")
    private Path data = Path.of(".");

    @Option(
            names = "--workloads",
            split = ",",
            paramLabel = "NAME",
            description = "Workloads to run, or \"all\". Default: those with published rows.")
    private Set<String> workloads = new TreeSet<>();

    @Option(
            names = "--policies",
            split = ",",
            paramLabel = "NAME",
            description = "Policies to run: random, dotprod, gpuclustering, gpupacking, bestfit, fgd. Default: all.")
    private List<String> policies = new ArrayList<>();

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            description = "Seeds, as a range or with commas. Default: ${DEFAULT-VALUE}.",
            defaultValue = "42..51",
            converter = SeedsConverter.class)
    private Seeds seeds = new Seeds(List.of());

    @Option(names = "--threads", paramLabel = "N", description = "Experiments at once. Default: one per processor.")
    private @Nullable Integer threads;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the tables and the report go. Default: ${DEFAULT-VALUE}.",
            defaultValue = "plimsoll-out/reproduce-fgd")
    private Path output = Path.of(".");

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException, InterruptedException, InputException {
        FgdStudy study = load();
        try (OutputFolder folder = OutputFolder.open(output);
                StopSignals signals = StopSignals.install()) {
            Progress progress = new Progress(spec.commandLine().getErr());
            boolean shown = !quiet && Progress.onTerminal();
            int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
            StudyResult result = study.run(workers, (run, done, total) -> {
                if (shown) {
                    progress.show(done, total, "experiments", run.key().toString());
                }
                return !signals.stopped();
            });
            progress.clear();
            StudyFiles.write(folder, result);
            print(study, result);
            if (!result.complete()) {
                return signals.exitCode();
            }
            return result.agrees() ? ExitCode.DONE : ExitCode.NEGATIVE;
        }
    }

    private FgdStudy load() throws IOException, InputException {
        requireThreads();
        Set<StudyPolicy> chosen = EnumSet.noneOf(StudyPolicy.class);
        for (String name : policies) {
            chosen.add(policy(name));
        }
        StudySelection selection = new StudySelection(
                workloads, chosen.isEmpty() ? EnumSet.allOf(StudyPolicy.class) : chosen, seeds.values());
        return FgdStudy.load(data, selection);
    }

    private void requireThreads() {
        if (threads != null && threads < 1) {
            throw Failure.usage(
                    "The number of threads (" + threads + ") of --threads must be at least 1.",
                    "Maybe the option should be left out: then there is one per processor.");
        }
    }

    private static StudyPolicy policy(String name) {
        StudyPolicy policy = StudyPolicy.find(name);
        if (policy == null) {
            List<String> known = new ArrayList<>();
            for (StudyPolicy each : StudyPolicy.values()) {
                known.add(each.shortName().toLowerCase(Locale.ROOT));
            }
            throw Failure.usage(
                    "The policy (" + name + ") of --policies must be one of " + String.join(", ", known) + ".",
                    "Maybe it is misspelt.");
        }
        return policy;
    }

    private void print(FgdStudy study, StudyResult result) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(StudyText.table(result));
        if (!study.missing().isEmpty()) {
            out.println("Published, but no pod list in the folder: " + String.join(", ", study.missing()) + ".");
        }
        if (!result.complete()) {
            out.println("Stopped after " + result.runs().size() + " of " + result.planned() + " experiments.");
        }
        out.println("Report: " + output.resolve(StudyFiles.REPORT));
        out.flush();
    }
}
