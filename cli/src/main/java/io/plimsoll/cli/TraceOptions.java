package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.format.TraceFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a recorded trace is read, for every command that reads one. */
final class TraceOptions {

    private static final String LIFETIME = "lifetime";

    @Option(names = "--format", paramLabel = "NAME", description = "Format of the trace, where it is not recognised.")
    private @Nullable String format;

    @Option(
            names = "--nodes",
            paramLabel = "LIST",
            description = "The nodes: a CSV file, or such as 700:cpu=64,memory=256Gi; openb: the node list, such as "
                    + "all_node.")
    private @Nullable String nodes;

    @Option(
            names = "--pods",
            paramLabel = "LIST",
            description = "openb: the pod list, such as cpu050; azure-v1-vm-arrivals: dev, test or train.")
    private @Nullable String pods;

    @Option(
            names = "--lifetime",
            paramLabel = "DURATION|unknown",
            description = "azure-v1-vm-arrivals: how long pods run where the trace does not say, such as 6h.")
    private @Nullable String lifetime;

    @Option(names = "--lenient", description = "Skip broken rows of the trace, and say how many.")
    private boolean lenient;

    /** Whether any of them is given that makes sense for a recorded trace only. */
    boolean areGiven() {
        return !values().isEmpty() || format != null;
    }

    /** The list of nodes that is given; null when none is. */
    @Nullable
    String nodes() {
        return nodes;
    }

    /** The options of the reader that are given. */
    SortedMap<String, String> values() {
        SortedMap<String, String> options = new TreeMap<>();
        if (nodes != null) {
            options.put("nodes", nodes);
        }
        if (pods != null) {
            options.put("pods", pods);
        }
        if (lifetime != null) {
            options.put(LIFETIME, lifetime);
        }
        return options;
    }

    /** Opens a trace, and says what was left out of it; lifetimes need not be known when only arrivals count. */
    EventSource open(Path path, boolean arrivalsOnly, PrintWriter err) throws IOException, InputException {
        Problems problems = lenient ? Problems.lenient() : Problems.strict();
        TraceFormat chosen = format(path);
        SortedMap<String, String> options = values();
        if (arrivalsOnly && chosen.options().containsKey(LIFETIME)) {
            options.putIfAbsent(LIFETIME, "unknown");
        }
        EventSource read;
        try {
            read = chosen.open(path, options, problems);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
        if (problems.count() > 0) {
            err.println(
                    problems.rowsSkipped() > 0
                            ? "Skipped " + problems.rowsSkipped() + " rows that break a rule, the first of them:"
                            : "Read the trace up to where it is damaged:");
            for (InputProblem problem : problems.first().subList(0, 1)) {
                err.println(problem.render());
            }
        }
        return read;
    }

    private TraceFormat format(Path path) throws IOException {
        TraceFormat named = format == null ? null : TraceFormat.named(format);
        if (format != null && named == null) {
            throw Failure.usage(
                    "The format (" + format + ") of --format must be one of " + String.join(", ", TraceFormat.names())
                            + ".",
                    "Maybe the option should be left out: formats are recognised.");
        }
        if (!Files.exists(path)) {
            throw Failure.badInput(
                    "The trace (" + path + ") must exist.",
                    "Maybe the path is mistyped, or relative to another folder than "
                            + Path.of("").toAbsolutePath() + ".");
        }
        if (!Files.isReadable(path)) {
            throw new AccessDeniedException(path.toString());
        }
        if (named != null) {
            return named;
        }
        List<TraceFormat> fitting = TraceFormat.recognising(path);
        if (fitting.isEmpty()) {
            throw Failure.badInput(
                    "The trace (" + path + ") must be in a format that is known: "
                            + String.join(", ", TraceFormat.names()) + ".",
                    "Maybe it is the folder above that holds the lists, or another file was meant.");
        }
        return fitting.get(0);
    }
}
