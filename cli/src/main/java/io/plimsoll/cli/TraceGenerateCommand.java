package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.traces.columnar.NativeTraceWriter;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.generate.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a trace of a described workload. */
@Command(
        name = "generate",
        description = {
            "Generate a trace of a workload that is described in JSON.",
            "The same description and seed give the same trace. docs/workload.md says how workloads are described."
        },
        footer = {
            "  plimsoll trace generate --example > my.json    a description with comments, to start from",
            "  plimsoll trace generate my.json --seed 7       writes NAME-seed-7.plimsoll",
            "  plimsoll simulate --workload my.json --seed 7  replays it without a file in between"
        })
final class TraceGenerateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The description.")
    private @Nullable Path description;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of all that is random. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--output",
            paramLabel = "PATH",
            description = "The trace to write. Default: NAME-seed-N.plimsoll in this folder.")
    private @Nullable Path output;

    @Option(names = "--example", description = "Print a description to start from, and do nothing else.")
    private boolean example;

    @Override
    public Integer call() throws IOException, InputException {
        PrintWriter out = spec.commandLine().getOut();
        if (example) {
            out.print(Workload.example());
            out.flush();
            return ExitCode.DONE;
        }
        if (description == null) {
            throw Failure.usage(
                    "The description (FILE) of plimsoll trace generate must be given.",
                    "Maybe plimsoll trace generate --example > my.json makes a first one.");
        }
        Workload workload = Workload.read(description, Problems.strict());
        try (EventStream events = workload.stream(seed)) {
            String name = events.header().name() + ".plimsoll";
            Path path = output == null ? Path.of(name) : output;
            long written = NativeTraceWriter.write(path, events);
            out.println("Wrote " + written + " events to " + path);
        }
        return ExitCode.DONE;
    }
}
