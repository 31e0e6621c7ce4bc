package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.extender.record.RecordingReader;
import io.plimsoll.simulator.compare.Workloads;
import io.plimsoll.simulator.engine.LabelPriorities;
import io.plimsoll.simulator.engine.TraceLimits;
import io.plimsoll.simulator.record.FixedDecimal;
import io.plimsoll.simulator.record.InputFile;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceContents;
import io.plimsoll.traces.generate.GpuClusterParameters;
import io.plimsoll.traces.generate.GpuClusterWorkload;
import io.plimsoll.traces.generate.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which trace to replay, for every command that does. */
final class TraceSource {

    private static final String BUILT_IN = "builtin";
    private static final int LOAD_DECIMALS = 2;
    private static final GpuClusterParameters GENERATED = GpuClusterParameters.DEFAULT;

    @Option(
            names = "--trace",
            paramLabel = "PATH",
            defaultValue = BUILT_IN,
            description = "A folder or file with a recorded trace, or \"builtin\". Default: ${DEFAULT-VALUE}.")
    private String trace = BUILT_IN;

    @Option(
            names = "--workload",
            paramLabel = "FILE",
            description = "Generate the trace from a description, with --seed; see \"plimsoll trace generate --help\".")
    private @Nullable Path workload;

    @Option(
            names = "--priorities",
            paramLabel = "LABEL=VALUE:N,...",
            converter = LabelPrioritiesConverter.class,
            description =
                    "With --trace: the priority of pods by what a label of theirs says, for traces that have none: "
                            + "qos=BE:0,LS:100 for openb. See --preemption.")
    private @Nullable LabelPriorities priorities;

    @Mixin
    private TraceOptions options = new TraceOptions();

    /**
     * A trace and what a result says of it.
     *
     * @param trace the trace
     * @param info its description
     * @param untilMillis when its replay is over, whatever is still to come; {@link Long#MAX_VALUE} when that is open
     */
    record Loaded(EventSource trace, TraceInfo info, long untilMillis) {}

    /** The list of nodes that is given; null when none is. */
    @Nullable
    String nodes() {
        return options.nodes();
    }

    /** Whether the built-in week is meant. */
    boolean isBuiltIn() {
        return path() == null && workload == null;
    }

    /** Where the trace lies; null for a generated one. */
    private @Nullable Path path() {
        return trace.equals(BUILT_IN) ? null : Path.of(trace);
    }

    /** The recording of the live service that is meant; null for a trace. */
    @Nullable
    Path recording() throws IOException {
        Path path = path();
        return path != null && RecordingReader.isRecording(path) ? path : null;
    }

    /** Where the inputs lie, absolute; none for the built-in trace. */
    List<Path> paths() {
        Path path = workload == null ? path() : workload;
        return path == null ? List.of() : List.of(path.toAbsolutePath());
    }

    /** Opens or generates the trace; the lifetimes of its pods need not be known when only arrivals count. */
    Loaded load(long seed, boolean arrivalsOnly, PrintWriter err) throws IOException, InputException {
        Path path = path();
        if (path != null && workload != null) {
            throw Failure.usage(
                    "The options --trace (" + trace + ") and --workload (" + workload + ") must not come together.",
                    "Maybe one of them is left over from another command.");
        }
        if (path == null) {
            requireNoReaderOptions();
            if (workload != null) {
                return described(Workload.read(workload, Problems.strict()), seed);
            }
            Trace generated = GpuClusterWorkload.generate(seed, GENERATED);
            Map<String, String> settings = new TreeMap<>(generatedSettings());
            settings.put("seed", Long.toString(seed));
            return new Loaded(generated, info(generated, settings), TimeUnit.DAYS.toMillis(GENERATED.days()));
        }
        EventSource read = options.open(path, arrivalsOnly, err);
        if (priorities == null) {
            return replayable(read, options.values(), Long.MAX_VALUE);
        }
        Map<String, String> values = new TreeMap<>(options.values());
        values.put("priorities", priorities.toString());
        try {
            return replayable(priorities.apply(read), values, Long.MAX_VALUE);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
    }

    private static Loaded described(Workload described, long seed) {
        Map<String, String> settings = Map.of("seed", Long.toString(seed));
        try {
            return replayable(described.generate(seed), settings, described.spanMillis());
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(e);
        }
    }

    private static Loaded replayable(EventSource trace, Map<String, String> parameters, long untilMillis) {
        try {
            TraceLimits.require(trace);
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(e);
        }
        return new Loaded(trace, info(trace, parameters), untilMillis);
    }

    /** What is made of a trace that ends at a time. */
    interface Change {
        EventSource of(EventSource trace, long untilMillis);
    }

    /** The workloads of a comparison: one recorded trace, decoded once, or one that is generated for every seed. */
    Workloads workloads(RunOptions run, Change change, PrintWriter err) throws IOException, InputException {
        if (path() != null) {
            Loaded loaded = load(0, run.arrivalsOnly(), err);
            Trace recorded = Trace.of(change.of(loaded.trace(), loaded.untilMillis()));
            return Workloads.recorded(recorded, loaded.info(), run);
        }
        requireNoReaderOptions();
        if (workload != null) {
            Workload described = Workload.read(workload, Problems.strict());
            long untilMillis = described.spanMillis();
            return Workloads.generated(
                    seed -> Trace.of(change.of(described(described, seed).trace(), untilMillis)),
                    info(described.generate(0), Map.of()),
                    untilMillis,
                    run);
        }
        TraceInfo info = TraceInfo.of(
                GpuClusterWorkload.FORMAT,
                GpuClusterWorkload.FORMAT,
                GENERATED.nodes(),
                GENERATED.pods(),
                generatedSettings(),
                List.of());
        long untilMillis = TimeUnit.DAYS.toMillis(GENERATED.days());
        return Workloads.generated(
                seed -> Trace.of(change.of(GpuClusterWorkload.generate(seed, GENERATED), untilMillis)),
                info,
                untilMillis,
                run);
    }

    private static Map<String, String> generatedSettings() {
        return Map.of(
                "days", Integer.toString(GENERATED.days()),
                "load", FixedDecimal.trimmed(GENERATED.load(), LOAD_DECIMALS));
    }

    private void requireNoReaderOptions() {
        if (options.areGiven() || priorities != null) {
            throw Failure.usage(
                    "The options --format, --nodes, --pods, --lifetime and --priorities must come with --trace.",
                    "Maybe --trace DIR was forgotten.");
        }
    }

    private static TraceInfo info(EventSource trace, Map<String, String> parameters) {
        List<InputFile> inputs = trace.inputs().stream().map(InputFile::of).toList();
        TraceContents contents = trace.contents();
        return TraceInfo.of(
                trace.header().name(),
                trace.header().format(),
                contents.nodes(),
                contents.arrivals(),
                parameters,
                inputs);
    }
}
