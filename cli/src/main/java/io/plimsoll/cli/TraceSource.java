package io.plimsoll.cli;

import io.plimsoll.simulator.compare.Workloads;
import io.plimsoll.simulator.engine.TraceLimits;
import io.plimsoll.simulator.record.FixedDecimal;
import io.plimsoll.simulator.record.InputFile;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.event.InputException;
import io.plimsoll.traces.event.InputProblem;
import io.plimsoll.traces.event.Problems;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.format.TraceFormat;
import io.plimsoll.traces.generate.GpuClusterParameters;
import io.plimsoll.traces.generate.GpuClusterWorkload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

    @Option(names = "--format", paramLabel = "NAME", description = "Format of the trace, where it is not recognised.")
    private @Nullable String format;

    @Option(names = "--nodes", paramLabel = "LIST", description = "openb: the node list, such as all_node.")
    private @Nullable String nodes;

    @Option(names = "--pods", paramLabel = "LIST", description = "openb: the pod list, such as cpu050.")
    private @Nullable String pods;

    @Option(names = "--lenient", description = "Skip broken rows of the trace, and say how many.")
    private boolean lenient;

    /**
     * A trace and what a result says of it.
     *
     * @param trace the trace
     * @param info its description
     * @param untilMillis when its replay is over, whatever is still to come; {@link Long#MAX_VALUE} when that is open
     */
    record Loaded(Trace trace, TraceInfo info, long untilMillis) {}

    /** Where the trace lies; null for the built-in one. */
    private @Nullable Path path() {
        return trace.equals(BUILT_IN) ? null : Path.of(trace);
    }

    /** Where the inputs lie, absolute; none for the built-in trace. */
    List<Path> paths() {
        Path path = path();
        return path == null ? List.of() : List.of(path.toAbsolutePath());
    }

    /** Reads or generates the trace. */
    Loaded load(long seed, PrintWriter err) throws IOException, InputException {
        SortedMap<String, String> options = options();
        Path path = path();
        if (path == null) {
            requireNoReaderOptions();
            Trace generated = GpuClusterWorkload.generate(seed, GENERATED);
            Map<String, String> settings = new TreeMap<>(generatedSettings());
            settings.put("seed", Long.toString(seed));
            return new Loaded(generated, info(generated, settings), TimeUnit.DAYS.toMillis(GENERATED.days()));
        }
        Problems problems = lenient ? Problems.lenient() : Problems.strict();
        Trace read = format(path).read(path, options, problems);
        if (problems.rowsSkipped() > 0) {
            err.println("Skipped " + problems.rowsSkipped() + " rows that break a rule, the first of them:");
            for (InputProblem problem : problems.first().subList(0, 1)) {
                err.println(problem.render());
            }
        }
        try {
            TraceLimits.require(read);
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(e);
        }
        return new Loaded(read, info(read, options), Long.MAX_VALUE);
    }

    /** What is made of a trace that ends at a time. */
    interface Change {
        Trace of(Trace trace, long untilMillis);
    }

    /** The workloads of a comparison: one recorded trace, or the built-in one with other pods for every seed. */
    Workloads workloads(RunOptions options, Change change, PrintWriter err) throws IOException, InputException {
        if (path() != null) {
            Loaded loaded = load(0, err);
            return Workloads.recorded(change.of(loaded.trace(), loaded.untilMillis()), loaded.info(), options);
        }
        requireNoReaderOptions();
        TraceInfo info = TraceInfo.of(
                GpuClusterWorkload.FORMAT,
                GpuClusterWorkload.FORMAT,
                GENERATED.nodes(),
                GENERATED.pods(),
                generatedSettings(),
                List.of());
        long untilMillis = TimeUnit.DAYS.toMillis(GENERATED.days());
        return Workloads.generated(
                seed -> change.of(GpuClusterWorkload.generate(seed, GENERATED), untilMillis),
                info,
                untilMillis,
                options);
    }

    private static Map<String, String> generatedSettings() {
        return Map.of(
                "days", Integer.toString(GENERATED.days()),
                "load", FixedDecimal.trimmed(GENERATED.load(), LOAD_DECIMALS));
    }

    private void requireNoReaderOptions() {
        if (!options().isEmpty() || format != null) {
            throw Failure.usage(
                    "The options --format, --nodes and --pods must come with --trace.",
                    "Maybe --trace DIR was forgotten.");
        }
    }

    private SortedMap<String, String> options() {
        SortedMap<String, String> options = new TreeMap<>();
        if (nodes != null) {
            options.put("nodes", nodes);
        }
        if (pods != null) {
            options.put("pods", pods);
        }
        return options;
    }

    private TraceFormat format(Path path) {
        if (format != null) {
            TraceFormat named = TraceFormat.named(format);
            if (named == null) {
                throw Failure.usage(
                        "The format (" + format + ") of --format must be one of "
                                + String.join(", ", TraceFormat.names()) + ".",
                        "Maybe the option should be left out: formats are recognised.");
            }
            return named;
        }
        List<TraceFormat> fitting = TraceFormat.recognising(path);
        if (fitting.isEmpty()) {
            throw Failure.badInput(
                    "The trace (" + path + ") of --trace must be in a format that is known: "
                            + String.join(", ", TraceFormat.names()) + ".",
                    "Maybe the path is mistyped, or it is the folder above that holds the lists.");
        }
        return fitting.get(0);
    }

    private static TraceInfo info(Trace trace, Map<String, String> parameters) {
        List<InputFile> inputs = new ArrayList<>();
        for (InputDigest digest : trace.inputs()) {
            inputs.add(new InputFile(digest.file(), digest.bytes(), digest.sha256()));
        }
        Set<String> names = new HashSet<>();
        trace.initialNodes().forEach(node -> names.add(node.name()));
        for (TraceEvent event : trace.events()) {
            if (event instanceof TraceEvent.NodeAdded added) {
                names.add(added.node().name());
            }
        }
        return TraceInfo.of(
                trace.name(), trace.format(), names.size(), trace.arrivals().size(), parameters, inputs);
    }
}
