package io.plimsoll.cli;

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
import picocli.CommandLine;

/** Writes what is made of a trace, shows how far that has come, and stops at a signal without leaving anything. */
final class TraceWriting implements EventSource {

    private static final int EVERY_EVENTS = 1 << 10;

    private final EventSource trace;
    private final StopSignals signals;
    private volatile long read;

    private TraceWriting(EventSource trace, StopSignals signals) {
        this.trace = trace;
        this.signals = signals;
    }

    /** Writes; returns the exit code. */
    static int write(EventSource trace, Function<EventSource, EventStream> part, Path output, CommandLine commandLine) {
        try (StopSignals signals = StopSignals.install()) {
            TraceWriting writing = new TraceWriting(trace, signals);
            long events = writing.show(part, output, commandLine);
            commandLine.getOut().println("Wrote " + events + " events to " + output);
            return ExitCode.DONE;
        } catch (CancellationException stopped) {
            commandLine.getErr().println("Stopped; nothing was written to " + output);
            return ExitCode.INTERRUPTED;
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(e);
        }
    }

    private long show(Function<EventSource, EventStream> part, Path output, CommandLine commandLine) {
        if (!Progress.onTerminal()) {
            return write(part, output);
        }
        long total = trace.contents().events();
        try (RunProgress shown = new RunProgress(
                new Progress(commandLine.getErr()), progress -> progress.show(read, total, "events", ""))) {
            return write(part, output);
        }
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

    private void passed(long events) {
        read = Math.max(read, events);
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
            if (++events % EVERY_EVENTS == 0) {
                passed(events);
            }
            return super.advance();
        }
    }
}
