package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.planner.vbp.VbpResult;
import io.plimsoll.planner.vbp.VbpStudy;
import io.plimsoll.planner.vbp.VbpTables;
import io.plimsoll.simulator.record.FixedDecimal;
import io.plimsoll.simulator.record.OutputFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Packs published instances of vector bin packing and compares with their optima. */
@Command(
        name = "vbp",
        description = {
            "Pack published instances of vector bin packing, each with a bound that no packing can beat.",
            "Compares the number of bins with the known optima and with the best published heuristics. Ends with 1 when a "
                    + "bound is above an optimum, an answer below one or worse than first fit decreasing, or a packing "
                    + "does not hold."
        },
        footer = {
            "  plimsoll reproduce vbp --data ../shared/data/vbp-vectorpack",
            "  plimsoll reproduce vbp --data DIR --every 10            a tenth of the instances"
        })
final class ReproduceVbpCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder with NAME_optima.csv and NAME_instances.tar.gz (or a folder NAME) for each family.")
    private Path data = Path.of(".");

    @Option(
            names = "--every",
            paramLabel = "N",
            description = "Take one of so many instances. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private int every = 1;

    @Option(names = "--threads", paramLabel = "N", description = "Instances at once. Default: one per processor.")
    private @Nullable Integer threads;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the table of instances goes. Default: ${DEFAULT-VALUE}.",
            defaultValue = "plimsoll-out/reproduce-vbp")
    private Path output = Path.of(".");

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException, InterruptedException, InputException {
        int workers =
                atLeastOne("--threads", threads == null ? Runtime.getRuntime().availableProcessors() : threads);
        VbpStudy study = VbpStudy.load(data, atLeastOne("--every", every));
        try (OutputFolder folder = OutputFolder.open(output);
                StopSignals signals = StopSignals.install()) {
            Progress progress = new Progress(spec.commandLine().getErr());
            boolean shown = !quiet && Progress.onTerminal();
            VbpResult result = study.run(workers, (run, done, total) -> {
                if (shown) {
                    progress.show(done, total, "instances", run.instance().name());
                }
                return !signals.stopped();
            });
            progress.clear();
            folder.write(VbpTables.INSTANCES, VbpTables.csv(result));
            PrintWriter out = spec.commandLine().getOut();
            out.print(VbpTables.table(result));
            if (!result.complete()) {
                out.println("Stopped after " + result.runs().size() + " of " + result.planned() + " instances.");
            }
            out.println("Longest: " + FixedDecimal.fixed(result.longestCpuNanos() / NANOS, 2)
                    + " s of CPU for one instance");
            out.println("Instances: " + output.resolve(VbpTables.INSTANCES));
            out.flush();
            if (!result.complete()) {
                return signals.exitCode();
            }
            return result.holds() ? ExitCode.DONE : ExitCode.NEGATIVE;
        }
    }

    private static int atLeastOne(String option, int number) {
        if (number < 1) {
            throw Failure.usage(
                    "The number (" + number + ") of " + option + " must be at least 1.",
                    "Maybe the option should be left out.");
        }
        return number;
    }
}
