package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.report.TraceReport;
import io.plimsoll.simulator.report.Words;
import io.plimsoll.traces.summary.TraceSummary;
import io.plimsoll.traces.summary.TraceSummary.Demand;
import io.plimsoll.traces.summary.TraceSummary.Lifetimes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a trace is like. */
@Command(
        name = "info",
        description = "Say what a trace is like: its span, what pods ask of what nodes offer, how long they run.",
        footer = {
            "  plimsoll trace info                                the built-in week",
            "  plimsoll trace info --trace DIR --html info.html   a recorded trace, drawn",
            "  plimsoll trace info --workload my.json --seed 7    a described one, generated"
        })
final class TraceInfoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TraceSource source = new TraceSource();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of a generated trace. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--html", paramLabel = "FILE", description = "Draw it, too: one page that needs nothing else.")
    private @Nullable Path html;

    @Override
    public Integer call() throws IOException, InputException {
        TraceSummary trace = TraceSummary.of(
                source.load(seed, true, spec.commandLine().getErr()).trace());
        PrintWriter out = spec.commandLine().getOut();
        print(trace, out);
        if (html != null) {
            Path absolute = html.toAbsolutePath();
            Path parent = absolute.getParent();
            try (OutputFolder folder = OutputFolder.open(parent == null ? absolute : parent)) {
                folder.write(String.valueOf(absolute.getFileName()), TraceReport.html(trace));
            }
            out.println("Report: " + html);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static void print(TraceSummary trace, PrintWriter out) {
        out.println(plain("Trace " + trace.name() + " (" + trace.format() + "): "
                + Words.counted(trace.pods(), "pod", "pods") + " of "
                + Words.counted(trace.classes().size(), "class", "classes") + " and "
                + Words.counted(trace.owners(), "owner", "owners") + ", "
                + Words.counted(trace.nodes(), "node", "nodes") + ", "
                + Words.counted(trace.nodeEvents(), "event of nodes", "events of nodes")
                + (trace.hasTimes() ? ", over " + Words.duration(trace.spanMillis()) : ", without times")));
        if (!trace.hasTimes()) {
            return;
        }
        for (Demand demand : trace.demands()) {
            if (demand.capacityAtPeak() > 0) {
                double capacity = demand.capacityAtPeak();
                out.println(plain("%-8s requested: mean %s, peak %s (%s) of the capacity at the peak"
                        .formatted(
                                demand.resource(),
                                Words.percent(demand.mean() / capacity),
                                Words.percent(demand.peak() / capacity),
                                Words.moment(demand.peakMillis()))));
            }
        }
        Lifetimes lifetimes = trace.lifetimes();
        out.println(plain("Lifetimes: half up to " + Words.duration(lifetimes.p50Millis()) + ", 9 in 10 up to "
                + Words.duration(lifetimes.p90Millis()) + ", 99 in 100 up to "
                + Words.duration(lifetimes.p99Millis()) + ", the longest " + Words.duration(lifetimes.maxMillis())
                + "; " + Words.counted(lifetimes.unknown(), "end", "ends") + " unknown"));
        out.println("Arrivals by hour: "
                + String.join(
                        " ",
                        trace.arrivalsByHour().stream().map(String::valueOf).toList()));
    }

    /** For terminals and scripts: no no-break spaces. */
    private static String plain(String words) {
        return words.replace('\u00a0', ' ');
    }
}
