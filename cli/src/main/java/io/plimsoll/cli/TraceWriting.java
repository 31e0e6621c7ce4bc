package io.plimsoll.cli;

import io.plimsoll.simulator.report.Words;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.ForwardingStream;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.event.TraceContents;
import io.plimsoll.traces.event.TraceHeader;
import io.plimsoll.traces.format.TraceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import picocli.CommandLine;

/** Writes what is made of a trace, shows how far that has come, and stops at a signal without leaving anything. */
final class TraceWriting implements EventSource {

    private static final int EVERY_EVENTS = 1 << 10;

    private final EventSource trace;
    private final LongSupplier span;
    private final StopSignals signals;
    private volatile long read;
    private volatile long timeMillis;

    private TraceWriting(EventSource trace, LongSupplier span, StopSignals signals) {
        this.trace = trace;
        this.span = span;
        this.signals = signals;
    }

    /**
     * Writes; returns the exit code.
     *
     * @param span how long the trace is, in milliseconds, which tells how far the work has come; asked only when that is shown
     */
    static int write(
            EventSource trace,
            LongSupplier span,
            Function<EventSource, EventStream> part,
            Path output,
            CommandLine commandLine) {
        try (StopSignals signals = StopSignals.install()) {
            try {
                long events = new TraceWriting(trace, span, signals).show(part, output, commandLine);
                commandLine.getOut().println("Wrote " + Words.count(events) + " events to " + output);
                return ExitCode.DONE;
            } catch (CancellationException stopped) {
                commandLine.getErr().println("Stopped; nothing was written to " + output);
                return signals.exitCode();
            }
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(e);
        }
    }

    private long show(Function<EventSource, EventStream> part, Path output, CommandLine commandLine) {
        if (!Progress.onTerminal()) {
            return write(part, output);
        }
        long spanMillis = span.getAsLong();
        try (RunProgress shown = new RunProgress(
                new Progress(commandLine.getErr()),
                progress -> progress.show(read, total(spanMillis), "events", Words.moment(timeMillis)))) {
            return write(part, output);
        }
    }

    /** How many events there will be if they go on as they did. */
    private long total(long spanMillis) {
        return Math.round((double) read * Math.max(spanMillis, timeMillis) / Math.max(1, timeMillis));
    }

    private long write(Function<EventSource, EventStream> part, Path output) {
        try (EventStream events = part.apply(this)) {
            return TraceFile.write(output, events, trace.inputs());
        }
    }

    @Override
    public TraceHeader header() {
        return trace.header();
    }

    @Override
    public TraceContents contents() {
        return trace.contents();
    }

    @Override
    public List<InputDigest> inputs() {
        return trace.inputs();
    }

    @Override
    public EventStream stream() {
        return new Watched(trace.stream());
    }

    private void passed(long events, long time) {
        if (events > read) {
            read = events;
            timeMillis = time;
        }
        if (signals.stopped()) {
            throw new CancellationException("A signal came.");
        }
    }

    /** Counts events; the stream that has come farthest tells. */
    private final class Watched extends ForwardingStream {

        private long events;

        Watched(EventStream events) {
            super(events);
        }

        @Override
        public boolean advance() {
            boolean any = super.advance();
            if (any && ++events % EVERY_EVENTS == 0) {
                passed(events, timeMillis());
            }
            return any;
        }
    }
}
