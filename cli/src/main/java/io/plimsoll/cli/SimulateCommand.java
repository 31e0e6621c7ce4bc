package io.plimsoll.cli;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.PolicyText;
import io.plimsoll.core.policy.ReferenceCapacity;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.simulator.engine.ArrivalsOnly;
import io.plimsoll.simulator.engine.Simulation;
import io.plimsoll.simulator.engine.StopFlag;
import io.plimsoll.simulator.record.DecisionLog;
import io.plimsoll.simulator.record.Environment;
import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.record.PolicyInfo;
import io.plimsoll.simulator.record.Recorder;
import io.plimsoll.simulator.record.RunJson;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.RunResult;
import io.plimsoll.simulator.record.StopReason;
import io.plimsoll.simulator.report.RunFiles;
import io.plimsoll.simulator.report.Words;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceContents;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays one trace on one cluster under one policy. */
@Command(
        name = "simulate",
        description = {
            "Replay a trace on a cluster under a packing policy, in virtual time; or, with -f, place the pods of a Kubernetes "
                    + "cluster that wait for a node, as kube-scheduler would.",
            "A --trace that \"plimsoll extender serve --recording\" made is decided again instead, and what comes out otherwise "
                    + "is listed; exit code 1 says that something did.",
            "Prints a summary and writes run.json, series.csv, decisions.csv, environment.json and report.html. Without "
                    + "options it replays a generated week in a GPU cluster: 1,000 nodes, 50,000 pods."
        },
        footer = {
            "  plimsoll simulate                                   the built-in week",
            "  plimsoll simulate --policy fgd --seed 7             another policy, another seed",
            "  plimsoll simulate --trace recording/                was the live service right?",
            "  plimsoll simulate -f cluster.yaml -f workloads/       where would they all go?",
            "  helm template my-chart | plimsoll simulate -f - --nodes 10:cpu=16,memory=64Gi -o yaml",
            "  plimsoll simulate --trace DIR --arrivals-only --inflate 1.3 --policy best-fit:norm=l1"
        })
final class SimulateCommand implements Callable<Integer> {

    private static final int SUMMARY_WIDTH = 80;
    /** The options that mean something for a cluster of files. */
    private static final Set<String> OF_FILES = Set.of(
            "--filename",
            "--config",
            "--emulate-sampling",
            "--nodes",
            "--seed",
            "--output",
            "--format-output",
            "--quiet");

    /** The options that mean something for a recording. */
    private static final Set<String> OF_RECORDINGS = Set.of("--trace", "--from-segment", "--format-output", "--quiet");

    @Spec
    private CommandSpec spec;

    @Mixin
    private TraceSource source = new TraceSource();

    @Mixin
    private ClusterFiles files = new ClusterFiles();

    @Option(
            names = "--emulate-sampling",
            description =
                    "With -f: look at as many nodes per pod as percentageOfNodesToScore says, as kube-scheduler with one "
                            + "thread does. Default: look at all of them.")
    private boolean sampled;

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
            description = "Place the pods one by one in the order of the trace; none leaves, none waits. Times in the "
                    + "results are then numbers of pods.")
    private boolean arrivalsOnly;

    @Option(
            names = "--inflate",
            paramLabel = "FACTOR",
            description =
                    "With --arrivals-only: shuffle the pods and add copies of them until they ask for this multiple "
                            + "of the GPUs (of the CPU where no pod asks for GPUs).")
    private @Nullable Double inflate;

    @Option(
            names = "--from-segment",
            paramLabel = "N",
            defaultValue = "0",
            description = "With a recording: begin at this segment. Default: the first.")
    private long fromSegment;

    @Mixin
    private RunSettings settings = new RunSettings();

    @Mixin
    private RunCheckpoints checkpoints = new RunCheckpoints();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the files go. Default: plimsoll-out/TRACE-POLICY-SEED.")
    private @Nullable Path output;

    @Option(
            names = {"-o", "--format-output"},
            paramLabel = "table|json|yaml",
            defaultValue = "table",
            converter = OutputFormatConverter.class,
            description =
                    "How the summary is printed; yaml, with -f: the placed pods with their nodes instead. Default: "
                            + "${DEFAULT-VALUE}.")
    private SummaryFormat format = SummaryFormat.TABLE;

    @Option(names = "--quiet", description = "No progress and no summary.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException, InputException {
        if (files.areGiven()) {
            return place();
        }
        @Nullable Path recording = source.recording();
        if (recording != null) {
            only(OF_RECORDINGS, "a recording", "another policy is tried on a trace or on -f.");
            return new RecordingRun(recording)
                    .run(fromSegment, format, quiet, spec.commandLine().getOut());
        }
        if (source.isBuiltIn()) {
            settings.replaysBuiltIn();
        }
        requireOptions();
        PolicyText text = Policies.load().parse(policy);
        Instant started = Instant.now();
        Stopwatch watch = new Stopwatch();
        TraceSource.Loaded loaded =
                source.load(seed, arrivalsOnly, spec.commandLine().getErr());
        requireNodes(loaded.trace());
        settings.requireMeasured(loaded.trace());
        EventSource trace = arrivalsOnly
                ? arrivals(Trace.of(loaded.trace()))
                : settings.scheduled(loaded.trace(), loaded.untilMillis());
        List<TypicalPods.Request> requests = requests(loaded.trace());
        Profile profile = text.profile(new PolicyContext(
                ReferenceCapacity.largestOf(loaded.trace().header().initialNodes()), requests));
        watch.lap("read");
        String run = loaded.info() + ", " + text + ", seed " + seed + ", " + settings;
        checkpoints.read(run, arrivalsOnly);
        Path path = output == null ? defaultOutput(loaded.trace(), text) : output;
        StopFlag stop = new StopFlag();
        try (StopSignals signals = StopSignals.install(code ->
                        stop.stop(code == ExitCode.INTERRUPTED ? StopReason.INTERRUPTED : StopReason.TERMINATED));
                OutputFolder folder = OutputFolder.open(path);
                InputStream decisions = checkpoints.decisions();
                EventStream events = trace.stream();
                DecisionLog log = DecisionLog.begin(folder)) {
            TypicalPods typical = TypicalPods.of(requests, TypicalPods.STUDY_THRESHOLD);
            RunOptions options = settings.options(arrivalsOnly, inflate == null ? 0 : inflate);
            Recorder recorder = new Recorder(trace.contents(), arrivalsOnly, typical, log, options.warmUpMillis());
            Simulation simulation = new Simulation(events, profile, seed, options.rules(), recorder);
            checkpoints.apply(simulation, recorder, folder, run, decisions);
            StopReason reason = run(simulation, trace, settings.untilMillis(loaded.untilMillis()), stop);
            RunResult result = recorder.result(
                    loaded.info(),
                    PolicyInfo.of(text.toString(), text.name(), text.parameters()),
                    seed,
                    options,
                    reason);
            watch.lap("simulate");
            log.complete();
            RunFiles.write(folder, result, environment(started, watch, path, source.paths()));
            print(result, path, "");
            return exitCode(reason);
        }
    }

    private void only(Set<String> options, String with, String maybe) {
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptionsSet()) {
            if (!options.contains(option.longestName())) {
                throw Failure.usage(
                        "The option " + option.longestName() + " must not come with " + with + ".", "Maybe " + maybe);
            }
        }
    }

    /** Places what waits in a cluster of files, instead of a trace. */
    private int place() throws IOException, InputException {
        only(OF_FILES, "-f", "it is left over from the replay of a trace; --config says how the scheduler is set up.");
        Instant started = Instant.now();
        Stopwatch watch = new Stopwatch();
        ClusterSnapshot snapshot = files.read(
                source.nodes(), sampled, System.in, spec.commandLine().getErr());
        if (snapshot.nodes().isEmpty()) {
            throw Failure.badInput(
                    "The objects of -f must have nodes.",
                    "Maybe kubectl get nodes -o yaml was forgotten, or --nodes 10:cpu=16,memory=64Gi.");
        }
        watch.lap("read");
        Path path =
                output == null ? Path.of("plimsoll-out", files.name().replaceAll("[^A-Za-z0-9._=-]+", "_")) : output;
        try (OutputFolder folder = OutputFolder.open(path);
                DecisionLog log = DecisionLog.begin(folder)) {
            ClusterRun run = new ClusterRun(snapshot, seed, sampled, log);
            RunResult result = run.run();
            watch.lap("simulate");
            log.complete();
            RunFiles.write(folder, result, environment(started, watch, path, files.paths()));
            PrintWriter out = spec.commandLine().getOut();
            if (format == SummaryFormat.YAML) {
                run.yaml(out);
                out.flush();
            } else {
                print(result, path, run.table());
            }
            return ExitCode.DONE;
        }
    }

    private Environment environment(Instant started, Stopwatch watch, Path path, List<Path> inputs) {
        return Environment.here(
                Version.ofProject(),
                started,
                watch.laps(),
                path.toAbsolutePath(),
                inputs,
                spec.commandLine().getParseResult().originalArgs());
    }

    /** What the pods of the trace ask for, before any are added: what policies may know and fragmentation is about. */
    private static List<TypicalPods.Request> requests(EventSource trace) {
        Map<PodSpec, Long> pods = new LinkedHashMap<>();
        for (TraceContents.Template template : trace.contents().templates()) {
            pods.merge(template.pod(), template.pods(), Long::sum);
        }
        return TypicalPods.counted(pods);
    }

    private static void requireNodes(EventSource trace) {
        if (trace.contents().nodes() == 0) {
            throw Failure.usage(
                    "The trace (" + trace.header().name() + ") of --trace must have nodes to be simulated.",
                    "Maybe --nodes 700:cpu=64,memory=256Gi was forgotten.");
        }
    }

    private StopReason run(Simulation simulation, EventSource trace, long untilMillis, StopFlag stop) {
        if (quiet || !Progress.onTerminal()) {
            return simulation.run(stop, untilMillis);
        }
        Progress progress = new Progress(spec.commandLine().getErr());
        long events = trace.contents().events();
        try (RunProgress shown = new RunProgress(
                progress,
                p -> p.show(simulation.eventsTaken(), events, "events", Words.moment(simulation.nowMillis())))) {
            return simulation.run(stop, untilMillis);
        }
    }

    private Trace arrivals(Trace trace) {
        try {
            return inflate == null ? ArrivalsOnly.of(trace) : ArrivalsOnly.inflated(trace, inflate, seed);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
    }

    private void requireOptions() {
        if (fromSegment != 0) {
            throw Failure.usage(
                    "The option --from-segment must come with a recording.",
                    "Maybe --trace with the folder of \"plimsoll extender serve --recording\" was forgotten.");
        }
        if (files.hasConfig() || sampled || format == SummaryFormat.YAML) {
            String option = files.hasConfig() ? "--config" : sampled ? "--emulate-sampling" : "-o yaml";
            throw Failure.usage(
                    "The option " + option + " must come with -f.",
                    "Maybe -f cluster.yaml was forgotten; a trace is replayed under a --policy.");
        }
        if (inflate != null && !arrivalsOnly) {
            throw Failure.usage(
                    "The option --inflate (" + inflate + ") must come with --arrivals-only.",
                    "Maybe --arrivals-only --inflate " + inflate + " was meant.");
        }
        settings.require(arrivalsOnly);
    }

    private static int exitCode(StopReason reason) {
        return switch (reason) {
            case FINISHED -> ExitCode.DONE;
            case INTERRUPTED -> ExitCode.INTERRUPTED;
            case TERMINATED -> ExitCode.TERMINATED;
        };
    }

    private Path defaultOutput(EventSource trace, PolicyText text) {
        String name = trace.header().name() + "-" + text + "-" + seed + (arrivalsOnly ? "-arrivals" : "");
        return Path.of("plimsoll-out", name.replaceAll("[^A-Za-z0-9._=-]+", "_"));
    }

    private void print(RunResult result, Path path, String placements) {
        PrintWriter out = spec.commandLine().getOut();
        if (format == SummaryFormat.JSON) {
            out.print(RunJson.text(result.summary()));
        } else if (!quiet) {
            out.print(placements);
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
