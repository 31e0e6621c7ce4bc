package io.plimsoll.cli;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.PolicyText;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.simulator.engine.ArrivalsOnly;
import io.plimsoll.simulator.engine.Simulation;
import io.plimsoll.simulator.engine.StopFlag;
import io.plimsoll.simulator.record.DecisionLog;
import io.plimsoll.simulator.record.Environment;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.record.PolicyInfo;
import io.plimsoll.simulator.record.Recorder;
import io.plimsoll.simulator.record.RunJson;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.RunResult;
import io.plimsoll.simulator.record.StopReason;
import io.plimsoll.simulator.report.RunFiles;
import io.plimsoll.traces.event.InputException;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays one trace on one cluster under one policy. */
@Command(
        name = "simulate",
        description = {
            "Replay a trace on a cluster under a packing policy, in virtual time.",
            "Prints a summary and writes run.json, series.csv, decisions.csv, environment.json and report.html. Without "
                    + "options it replays a generated week in a GPU cluster: 1,000 nodes, 50,000 pods."
        },
        footer = {
            "  plimsoll simulate                                   the built-in week",
            "  plimsoll simulate --policy fgd --seed 7             another policy, another seed",
            "  plimsoll simulate --trace DIR --arrivals-only --inflate 1.3 --policy best-fit:norm=l1"
        })
final class SimulateCommand implements Callable<Integer> {

    private static final int SUMMARY_WIDTH = 80;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TraceSource source = new TraceSource();

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            defaultValue = "best-fit",
            completionCandidates = PolicyNames.class,
            description = {
                "How nodes are chosen: a name, with parameters behind a colon, several added up by weight, as in "
                        + "fgd:threshold=90*3+preferred-labels. Default: ${DEFAULT-VALUE}.",
                "Names: ${COMPLETION-CANDIDATES}"
            })
    private String policy = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of all that is random. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--arrivals-only",
            description = "Place the pods one by one in the order of the trace; none leaves, none waits.")
    private boolean arrivalsOnly;

    @Option(
            names = "--inflate",
            paramLabel = "FACTOR",
            description = "With --arrivals-only: add copies of pods until they ask for this multiple of the GPUs (or "
                    + "of the CPU where there are none).")
    private @Nullable Double inflate;

    @Option(
            names = "--on-unschedulable",
            paramLabel = "queue|drop",
            defaultValue = "queue",
            converter = OnUnschedulableConverter.class,
            description =
                    "What becomes of a pod that fits nowhere: it waits, or is given up. Default: ${DEFAULT-VALUE}.")
    private OnUnschedulable onUnschedulable = OnUnschedulable.QUEUE;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the files go. Default: plimsoll-out/TRACE-POLICY-SEED.")
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
    public Integer call() throws IOException, InputException {
        requireOptions();
        PolicyText text = Policies.load().parse(policy);
        Instant started = Instant.now();
        Stopwatch watch = new Stopwatch();
        TraceSource.Loaded loaded = source.load(seed, spec.commandLine().getErr());
        Trace trace = arrivalsOnly ? inflated(loaded.trace()) : loaded.trace();
        watch.lap("read");
        Path path = output == null ? defaultOutput(loaded.trace(), text) : output;
        try (OutputFolder folder = OutputFolder.open(path);
                DecisionLog log = DecisionLog.begin(folder)) {
            RunResult result = simulate(loaded, trace, text, log);
            watch.lap("simulate");
            log.complete();
            Environment environment = Environment.here(
                    Version.ofProject(),
                    started,
                    watch.laps(),
                    path.toAbsolutePath(),
                    source.paths(),
                    spec.commandLine().getParseResult().originalArgs());
            RunFiles.write(folder, result, environment);
            print(result, path);
            return exitCode(result.summary().stopReason());
        }
    }

    private RunResult simulate(TraceSource.Loaded loaded, Trace trace, PolicyText text, DecisionLog log) {
        List<PodSpec> pods = new ArrayList<>();
        for (PodArrived arrival : loaded.trace().arrivals()) {
            pods.add(arrival.pod());
        }
        Profile profile = text.profile(PolicyContext.of(trace.initialNodes(), pods));
        TypicalPods typical = TypicalPods.ofPods(pods, TypicalPods.STUDY_THRESHOLD);
        OnUnschedulable fate = arrivalsOnly ? OnUnschedulable.DROP : onUnschedulable;
        StopFlag stop = new StopFlag();
        StopSignals signals = StopSignals.install(
                code -> stop.stop(code == ExitCode.INTERRUPTED ? StopReason.INTERRUPTED : StopReason.TERMINATED));
        try {
            Recorder recorder = new Recorder(trace, arrivalsOnly, typical, log);
            Simulation simulation = new Simulation(trace, profile, seed, fate, recorder);
            StopReason reason = run(simulation, trace, stop);
            return recorder.result(
                    loaded.info(),
                    PolicyInfo.of(text.toString(), text.name(), text.parameters()),
                    seed,
                    new RunOptions(arrivalsOnly, inflate == null ? 0 : inflate, fate),
                    reason);
        } finally {
            signals.close();
        }
    }

    private StopReason run(Simulation simulation, Trace trace, StopFlag stop) {
        if (quiet || !Progress.onTerminal()) {
            return simulation.run(stop);
        }
        Progress progress = new Progress(spec.commandLine().getErr());
        RunProgress shown = new RunProgress(simulation, trace.lastEventMillis(), progress);
        try {
            return simulation.run(stop);
        } finally {
            shown.close();
        }
    }

    private Trace inflated(Trace trace) {
        try {
            return ArrivalsOnly.of(trace, inflate == null ? 0 : inflate, seed);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
    }

    private void requireOptions() {
        if (inflate != null && !arrivalsOnly) {
            throw Failure.usage(
                    "The option --inflate (" + inflate + ") must come with --arrivals-only.",
                    "Maybe --arrivals-only --inflate " + inflate + " was meant.");
        }
        if (inflate != null && !(inflate > 0 && inflate <= 1000)) {
            throw Failure.usage(
                    "The factor (" + inflate + ") of --inflate must be above 0 and at most 1000.",
                    "Maybe 1.3 was meant, for 130 % of the capacity.");
        }
    }

    private static int exitCode(StopReason reason) {
        return switch (reason) {
            case FINISHED -> ExitCode.DONE;
            case INTERRUPTED -> ExitCode.INTERRUPTED;
            case TERMINATED -> ExitCode.TERMINATED;
        };
    }

    private Path defaultOutput(Trace trace, PolicyText text) {
        String name = trace.name() + "-" + text + "-" + seed + (arrivalsOnly ? "-arrivals" : "");
        return Path.of("plimsoll-out", name.replaceAll("[^A-Za-z0-9._=-]+", "_"));
    }

    private void print(RunResult result, Path path) {
        PrintWriter out = spec.commandLine().getOut();
        if (format == SummaryFormat.JSON) {
            out.print(RunJson.text(result.summary()));
        } else if (!quiet) {
            out.print(RunTable.text(result.summary(), SUMMARY_WIDTH));
            out.println("Report: " + path.resolve("report.html"));
        }
        out.flush();
    }

    /** How long the parts of a command take. */
    private static final class Stopwatch {
        private final Map<String, Long> laps = new LinkedHashMap<>();
        private long last = System.nanoTime();

        void lap(String part) {
            long now = System.nanoTime();
            laps.put(part, (now - last) / 1_000_000);
            last = now;
        }

        Map<String, Long> laps() {
            return laps;
        }
    }
}
