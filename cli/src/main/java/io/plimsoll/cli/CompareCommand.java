package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.simulator.compare.Comparison;
import io.plimsoll.simulator.compare.ComparisonFiles;
import io.plimsoll.simulator.compare.ComparisonJson;
import io.plimsoll.simulator.compare.ComparisonPlan;
import io.plimsoll.simulator.compare.ComparisonReport;
import io.plimsoll.simulator.compare.ComparisonRunner;
import io.plimsoll.simulator.compare.ComparisonText;
import io.plimsoll.simulator.compare.Entrant;
import io.plimsoll.simulator.compare.Workloads;
import io.plimsoll.simulator.engine.StopFlag;
import io.plimsoll.simulator.record.Environment;
import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.record.StopReason;
import io.plimsoll.simulator.report.Words;
import io.plimsoll.traces.event.EventSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs several policies on the same workloads and says how they differ, and how sure that is. */
@Command(
        name = "compare",
        description = {
            "Compare packing policies on the same workloads, over several seeds.",
            "Prints what differs, with 95 %% intervals, and writes comparison.json, runs.csv, environment.json and "
                    + "report.html. Without --trace every seed generates a week in a GPU cluster of its own: 1,000 nodes, "
                    + "50,000 pods. With one, seeds change the order of the nodes and what policies draw."
        },
        footer = {
            "  plimsoll compare                                    six policies and two bounds, ten seeds",
            "  plimsoll compare --policies best-fit,fgd,bound:fractional --seeds 1..20 --baseline fgd",
            "  plimsoll compare --trace DIR --arrivals-only --inflate 1.3 --policies fgd,gpu-packing,random"
        })
final class CompareCommand implements Callable<Integer> {

    private static final String POLICIES =
            "least-allocated,best-fit,most-allocated,gpu-packing,dot-product,fgd,bound:fractional,bound:infinite";

    @Spec
    private CommandSpec spec;

    @Mixin
    private TraceSource source = new TraceSource();

    @Option(
            names = "--policies",
            paramLabel = "LIST",
            defaultValue = POLICIES,
            description = {
                "Policies as in simulate, separated by commas, and bounds: bound:infinite (as many nodes as it takes), "
                        + "bound:fractional (pods can be cut into pieces). Default: ${DEFAULT-VALUE}."
            })
    private String policies = POLICIES;

    @Option(
            names = "--baseline",
            paramLabel = "POLICY",
            description = "With which of them the others are compared. Default: the first policy.")
    private @Nullable String baseline;

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            defaultValue = "1..10",
            converter = SeedsConverter.class,
            description = "Seeds, as a range or with commas; ten or more for bootstrap intervals. Default: "
                    + "${DEFAULT-VALUE}.")
    private Seeds seeds = new Seeds(List.of());

    @Option(
            names = "--arrivals-only",
            description = "Place the pods one by one in the order of the trace; none leaves, none waits.")
    private boolean arrivalsOnly;

    @Option(
            names = "--inflate",
            paramLabel = "FACTOR",
            description =
                    "With --arrivals-only: every seed shuffles the pods and adds copies of them until they ask for "
                            + "this multiple of the GPUs (of the CPU where no pod asks for GPUs).")
    private @Nullable Double inflate;

    @Mixin
    private RunSettings settings = new RunSettings();

    @Option(names = "--threads", paramLabel = "N", description = "Runs at once. Default: one per processor.")
    private @Nullable Integer threads;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the files go. Default: plimsoll-out/compare-TRACE.")
    private @Nullable Path output;

    @Option(
            names = {"-o", "--format-output"},
            paramLabel = "table|json",
            defaultValue = "table",
            converter = SummaryFormatConverter.class,
            description = "How the summary is printed. Default: ${DEFAULT-VALUE}.")
    private SummaryFormat format = SummaryFormat.TABLE;

    @Option(names = "--quiet", description = "No progress and no summary.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException, InterruptedException, InputException {
        requireOptions();
        List<Entrant> entrants = entrants();
        Instant started = Instant.now();
        long begun = System.nanoTime();
        Workloads workloads = source.workloads(
                settings.options(arrivalsOnly, inflate == null ? 0 : inflate),
                this::scheduled,
                spec.commandLine().getErr());
        ComparisonPlan plan = new ComparisonPlan(entrants, baseline(entrants), seeds(), workloads);
        Path path = output == null
                ? Path.of("plimsoll-out", "compare-" + workloads.info().name().replaceAll("[^A-Za-z0-9._=-]+", "_"))
                : output;
        StopFlag stop = new StopFlag();
        try (StopSignals signals = StopSignals.install(code ->
                        stop.stop(code == ExitCode.INTERRUPTED ? StopReason.INTERRUPTED : StopReason.TERMINATED));
                OutputFolder folder = OutputFolder.open(path)) {
            Comparison comparison = run(plan, stop);
            if (comparison.runs().isEmpty()) {
                spec.commandLine().getErr().println("Stopped before the first run was complete: nothing was written.");
                return signals.exitCode();
            }
            Environment environment = Environment.here(
                    Version.ofProject(),
                    started,
                    Map.of("compare", (System.nanoTime() - begun) / 1_000_000),
                    path.toAbsolutePath(),
                    source.paths(),
                    spec.commandLine().getParseResult().originalArgs());
            ComparisonFiles.write(folder, comparison, environment);
            print(comparison, path);
            return comparison.complete() ? ExitCode.DONE : signals.exitCode();
        }
    }

    private Comparison run(ComparisonPlan plan, StopFlag stop) throws InterruptedException {
        ComparisonRunner runner = new ComparisonRunner(plan, stop);
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        try {
            if (quiet || !Progress.onTerminal()) {
                return runner.run(workers);
            }
            long pods = plan.workloads().info().pods();
            Progress progress = new Progress(spec.commandLine().getErr());
            try (RunProgress shown = new RunProgress(progress, p -> {
                double done = runner.progress();
                p.show(
                        Math.round(done * pods),
                        plan.runs() * pods,
                        "pods",
                        "run " + Math.min(plan.runs(), (long) done + 1) + " of " + plan.runs());
            })) {
                return runner.run(workers);
            }
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
    }

    private List<Entrant> entrants() {
        try {
            List<Entrant> entrants = Entrant.parse(policies, Policies.load());
            if (entrants.size() < 2) {
                throw Failure.usage(
                        "The policies (" + policies + ") of --policies must be at least two.",
                        "Maybe plimsoll simulate --policy " + policies + " was meant.");
            }
            return entrants;
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
    }

    private int baseline(List<Entrant> entrants) {
        for (int i = 0; i < entrants.size(); i++) {
            Entrant entrant = entrants.get(i);
            if (baseline == null ? entrant.bound() == null : entrant.text().equals(baseline.replaceAll("\\s", ""))) {
                return i;
            }
        }
        if (baseline == null) {
            return 0;
        }
        throw Failure.usage(
                "The baseline (" + baseline + ") of --baseline must be one of the policies: "
                        + String.join(" ", entrants.stream().map(Entrant::text).toList()) + ".",
                "Maybe it should be added to --policies, with the same parameters.");
    }

    private List<Long> seeds() {
        List<Long> all = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int seed : seeds.values()) {
            if (!seen.add(seed)) {
                throw Failure.usage(
                        "The seed (" + seed
                                + ") of --seeds must be given once: twice the same is no second observation.",
                        "Maybe two ranges overlap.");
            }
            all.add((long) seed);
        }
        return all;
    }

    private EventSource scheduled(EventSource trace, long untilMillis) {
        settings.requireMeasured(trace);
        return arrivalsOnly ? trace : settings.scheduled(trace, untilMillis);
    }

    private void requireOptions() {
        if (inflate != null && !arrivalsOnly) {
            throw Failure.usage(
                    "The option --inflate (" + inflate + ") must come with --arrivals-only.",
                    "Maybe --arrivals-only --inflate " + inflate + " was meant.");
        }
        if (inflate != null && !(inflate > 0 && inflate < Double.POSITIVE_INFINITY)) {
            throw Failure.usage(
                    "The inflation (" + inflate + ") of --inflate must be above 0.",
                    "Maybe 1.3 was meant: 1.3 times what the cluster has.");
        }
        settings.require(arrivalsOnly);
        if (threads != null && threads < 1) {
            throw Failure.usage(
                    "The number of threads (" + threads + ") of --threads must be at least 1.",
                    "Maybe the option should be left out: then there is one per processor.");
        }
    }

    private void print(Comparison comparison, Path path) {
        PrintWriter out = spec.commandLine().getOut();
        if (format == SummaryFormat.JSON) {
            out.print(ComparisonJson.text(comparison));
        } else if (!quiet) {
            out.print(ComparisonText.of(comparison));
            out.println("Report: " + path.resolve(ComparisonReport.FILE));
        }
        out.flush();
        if (!comparison.complete()) {
            spec.commandLine()
                    .getErr()
                    .println("Stopped after " + Words.count(comparison.runs().size()) + " of "
                            + Words.count(comparison.plan().runs()) + " runs: the complete ones were kept.");
        }
    }
}
