package io.plimsoll.benchmarks;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.traces.columnar.NativeTrace;
import io.plimsoll.traces.columnar.NativeTraceWriter;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Native traces of four million arrivals of 200 templates and 1,000 owners, events per second on one core. The target:
 * 20 million, written and read. Everything from the stream to the closed file is included, checksums, names and the
 * force to disk with it; the file lies in the folder {@code java.io.tmpdir}, so in the page cache when it is read. Opening a
 * trace digests the whole file once; reading here begins after that.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(NativeTraceBenchmark.EVENTS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class NativeTraceBenchmark {

    /** Events of one invocation. */
    static final int EVENTS = 1 << 22;

    private Path file = Path.of("");
    private Path copy = Path.of("");
    private ArrivalStream arrivals = new ArrivalStream(0);
    private EventSource trace = new Trace("none", "none", true, List.of(), List.of(), List.of());

    /** Writes the trace to read. */
    @Setup
    public void write() throws IOException, InputException {
        Path folder = Files.createTempDirectory("plimsoll-benchmark");
        file = folder.resolve("read.plimsoll");
        copy = folder.resolve("write.plimsoll");
        NativeTraceWriter.write(file, new ArrivalStream(EVENTS));
        trace = NativeTrace.open(file, Problems.strict());
        System.out.printf("%.1f bytes per event%n", (double) Files.size(file) / EVENTS);
    }

    /** A stream that has not begun; its names and numbers are made beforehand. */
    @Setup(Level.Invocation)
    public void rewind() {
        arrivals = new ArrivalStream(EVENTS);
    }

    /** Removes the files. */
    @TearDown
    public void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(copy);
        Files.deleteIfExists(file.resolveSibling(""));
    }

    /** Writes all events. */
    @Benchmark
    public long writeEvents() {
        return NativeTraceWriter.write(copy, arrivals);
    }

    /** Reads all of each event but its name as a string. */
    @Benchmark
    public long readNumbers() {
        long sum = 0;
        try (EventStream stream = trace.stream()) {
            while (stream.advance()) {
                sum += stream.timeMillis() + number(stream);
            }
        }
        return sum;
    }

    /** Reads all of each event. */
    @Benchmark
    public long readNames() {
        long sum = 0;
        try (EventStream stream = trace.stream()) {
            while (stream.advance()) {
                sum += stream.timeMillis() + number(stream) + stream.podName().length();
            }
        }
        return sum;
    }

    private static long number(EventStream stream) {
        return stream.type() == EventType.POD_ARRIVED
                ? stream.templateNumber() + stream.durationMillis() + stream.ownerNumber()
                : 0;
    }
}
