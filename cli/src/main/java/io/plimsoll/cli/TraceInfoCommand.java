package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.report.TraceReport;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.summary.TraceSummary;
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
        EventSource events =
                source.load(seed, true, spec.commandLine().getErr()).trace();
        TraceSummary trace = TraceSummary.of(events);
        PrintWriter out = spec.commandLine().getOut();
        TraceInfoText.print(trace, events.inputs(), out);
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
}
