package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.traces.event.EventSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a trace in another format. */
@Command(
        name = "convert",
        description = {
            "Write a trace in another format, with all that is in it and the digests of the files it came from.",
            "The name of the output says which: .csv and .csv.gz are CSV, all others Plimsoll's own format.",
            "docs/trace-format.md describes both."
        },
        footer = {
            "  plimsoll trace convert DIR openb.plimsoll               opens faster, and streams",
            "  plimsoll trace convert my.plimsoll my.csv.gz            to look at, or to edit",
            "  plimsoll trace convert my.csv my.plimsoll",
            "  plimsoll trace convert azure/ azure.plimsoll --nodes 700:cpu=64,memory=256Gi"
        })
final class TraceConvertCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "INPUT", description = "A folder or file with a trace.")
    private Path input = Path.of("");

    @Parameters(index = "1", paramLabel = "OUTPUT", description = "The file to write.")
    private Path output = Path.of("");

    @Mixin
    private TraceOptions options = new TraceOptions();

    @Override
    public Integer call() throws IOException, InputException {
        EventSource trace = options.open(input, false, spec.commandLine().getErr());
        return TraceWriting.write(
                trace, () -> trace.contents().lastEventMillis(), EventSource::stream, output, spec.commandLine());
    }
}
