package io.plimsoll.traces.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.Seeds;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceContents;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.output.OutputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeTraceTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenShouldBeRead() throws Exception {
        long first = Seeds.of("NativeTraceTest", 1);
        for (long seed = first; seed < first + 40; seed++) {
            Trace trace = RandomTrace.of(seed, (int) (seed % 7 * 60));
            NativeTrace read = NativeTrace.open(written(trace), Problems.strict());
            assertEqual(read, trace);
            assertThat(read.header()).isEqualTo(trace.header());
            assertContents(read.contents(), trace.contents());
            NativeTrace scanned = NativeTrace.open(file(), Problems.lenient());
            assertThat(scanned.contents()).isEqualTo(read.contents());
            assertThat(read.inputs().get(0).file()).isEqualTo("trace.plimsoll");
            assertThat(read.inputs().get(0).bytes()).isEqualTo(Files.size(file()));
        }
    }

    @Test
    void equalTracesShouldGiveEqualBytesWhereverTheyComeFrom() throws Exception {
        Trace trace = RandomTrace.of(Seeds.of("NativeTraceTest", 5), 500);
        byte[] bytes = Files.readAllBytes(written(trace));
        Path copy = folder.resolve("copy");
        try (EventStream stream = NativeTrace.open(file(), Problems.strict()).stream()) {
            assertThat(NativeTraceWriter.write(copy, stream))
                    .isEqualTo(trace.events().size());
        }
        assertThat(Files.readAllBytes(copy)).isEqualTo(bytes);
        assertThat(NativeTrace.recognises(bytes)).isTrue();
        assertThat(NativeTrace.recognises(new byte[3])).isFalse();
    }

    @Test
    void manyEventsShouldTakeManyBlocks() throws Exception {
        List<TraceEvent> events = new ArrayList<>();
        for (int i = 0; i < 150_000; i++) {
            String name = i < 70_000 ? "word" + i % 10_000 + "x-" + i : "pod-" + i;
            events.add(new PodArrived(i / 3, PodSpec.named(name).withPriority(i % 5), i, "owner-" + i % 1000));
        }
        Trace trace = new Trace("many", "test", true, List.of(), events, List.of());
        assertEqual(NativeTrace.open(written(trace), Problems.strict()), trace);
        assertThat(Files.size(file())).isLessThan(150_000 * 20);
    }

    @Test
    void anEmptyTraceShouldBeATrace() throws Exception {
        Trace trace = new Trace("empty", "test", false, List.of(), List.of(), List.of());
        NativeTrace read = NativeTrace.open(written(trace), Problems.strict());
        assertThat(read.contents()).isEqualTo(new TraceContents(List.of(), List.of(), 0, 0, 0));
        try (EventStream stream = read.stream()) {
            assertThat(stream.advance()).isFalse();
            assertThatThrownBy(stream::type).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aFileThatCannotBeWrittenShouldLeaveNothing() {
        Trace trace = RandomTrace.of(1, 10);
        assertThatThrownBy(() -> NativeTraceWriter.write(folder, trace.stream()))
                .isInstanceOf(OutputException.class);
        String name = "x".repeat(Layout.MOST_TEXT_BYTES + 1);
        TraceEvent huge = new PodArrived(1, PodSpec.named(name).withNamespace(name), 1);
        Trace refused = new Trace("huge", "test", true, List.of(), List.of(huge), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> written(refused))
                .withMessageContaining("must have at most 65536 bytes");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aStreamThatIsNotInOrderShouldBeRefused() {
        List<TraceEvent> events =
                List.of(new PodArrived(1, PodSpec.named("a"), 1), new PodArrived(2, PodSpec.named("b"), 1));
        Trace trace = new Trace("t", "test", true, List.of(), events, List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NativeTraceWriter.write(file(), new Backwards(trace.stream())))
                .withMessageContaining("The event (at 998 ms) of a trace must not come before the one at 999 ms.");
    }

    private static void assertEqual(NativeTrace read, Trace expected) {
        Trace all = Trace.of(read);
        assertThat(all.events()).isEqualTo(expected.events());
        assertThat(all.header()).isEqualTo(expected.header());
        assertThat(all.inputs()).isEqualTo(read.inputs());
    }

    private static void assertContents(TraceContents read, TraceContents expected) {
        assertThat(read.events()).isEqualTo(expected.events());
        assertThat(read.arrivals()).isEqualTo(expected.arrivals());
        assertThat(read.lastEventMillis()).isEqualTo(expected.lastEventMillis());
        assertThat(read.nodes()).isEqualTo(expected.nodes());
        assertThat(read.templates()).hasSameSizeAs(expected.templates());
        long described = 0;
        for (TraceContents.Description description : read.descriptions()) {
            described += description.times();
        }
        assertThat(described).isEqualTo(expected.descriptions().size());
    }

    private Path file() {
        return folder.resolve("trace.plimsoll");
    }

    private Path written(Trace trace) {
        try (EventStream stream = trace.stream()) {
            assertThat(NativeTraceWriter.write(file(), stream))
                    .isEqualTo(trace.events().size());
        }
        return file();
    }
}
