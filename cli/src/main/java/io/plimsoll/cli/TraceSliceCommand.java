package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.slice.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a part of a trace. */
@Command(
        name = "slice",
        description = {
            "Write a part of a trace: what happens between two times, its first pods, or a sample of them.",
            "The nodes of the part are those that are there when it begins, as they are then. The name of the output says "
                    + "its format, as for plimsoll trace convert."
        },
        footer = {
            "  plimsoll trace slice my.plimsoll day2.plimsoll --from 1d --to 2d",
            "  plimsoll trace slice my.plimsoll evening.csv --from 18h --running drop",
            "  plimsoll trace slice my.plimsoll first.csv --first 1000",
            "  plimsoll trace slice my.plimsoll tenth.plimsoll --sample 0.1 --seed 7"
        })
final class TraceSliceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "INPUT", description = "A folder or file with a trace.")
    private Path input = Path.of("");

    @Parameters(index = "1", paramLabel = "OUTPUT", description = "The file to write.")
    private Path output = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "When the part begins, such as 1d12h. Default: at the start.")
    private Duration from = Duration.ZERO;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "When the part is over; what happens then is not in it. Default: at the end.")
    private @Nullable Duration to;

    @Option(
            names = "--running",
            paramLabel = "WHAT",
            converter = RunningConverter.class,
            defaultValue = "remaining",
            description =
                    "What becomes of pods that run at --from, as if each got its place when it arrived: they arrive "
                            + "then and run for what remains (remaining) or for their whole duration (whole), or are left out "
                            + "(drop). Default: ${DEFAULT-VALUE}.")
    private Slice.Running running = Slice.Running.REMAINING;

    @Option(names = "--keep-times", description = "Leave times as they are. Otherwise --from becomes 0.")
    private boolean keepTimes;

    @Option(names = "--first", paramLabel = "N", description = "End after so many arrivals of pods.")
    private long first = Long.MAX_VALUE;

    @Option(
            names = "--sample",
            paramLabel = "SHARE",
            description = "Take so much of the pods, such as 0.1; which ones is a matter of their names and --seed.")
    private double sample = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of --sample. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private TraceOptions options = new TraceOptions();

    @Override
    public Integer call() throws IOException, InputException {
        Slice slice = slice();
        EventSource trace = options.open(input, false, spec.commandLine().getErr());
        return TraceWriting.write(
                trace, () -> trace.contents().lastEventMillis(), slice::of, output, spec.commandLine());
    }

    private Slice slice() {
        try {
            return Slice.ALL
                    .withTimes(from.toMillis(), to == null ? Long.MAX_VALUE : to.toMillis())
                    .withRunning(running)
                    .withKeepsTimes(keepTimes)
                    .withMostPods(first)
                    .withSample(sample, seed);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
    }
}
