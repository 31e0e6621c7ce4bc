package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.BrokenTraceException;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.event.TraceContents;
import io.plimsoll.traces.event.TraceCursor;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.event.TraceHeader;
import io.plimsoll.traces.format.CsvEventRows.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A CSV trace that is larger than memory: read once to check it and to find what occurs in it, then once for each replay. Its
 * rows must be in order. That names of pods occur once is not checked.
 */
final class CsvFile implements EventSource {

    private final Path path;
    private final List<NodeSpec> nodes;
    private final boolean lenient;
    private final TraceHeader header;
    private final TraceContents contents;
    private final List<InputDigest> inputs;

    private CsvFile(Path path, List<NodeSpec> nodes, Problems problems) throws IOException, InputException {
        this.path = path;
        this.nodes = nodes;
        lenient = problems.isLenient();
        Events events = new Events(path, nodes, problems, false);
        header = events.header;
        contents = TraceContents.of(events.stream());
        problems.throwIfAny();
        List<InputDigest> files = new ArrayList<>(List.of(events.table.digest()));
        files.addAll(events.rows.head().about().inputs());
        inputs = List.copyOf(files);
    }

    static CsvFile open(Path path, List<NodeSpec> nodes, Problems problems) throws IOException, InputException {
        try {
            return new CsvFile(path, nodes, problems);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public TraceContents contents() {
        return contents;
    }

    @Override
    public List<InputDigest> inputs() {
        return inputs;
    }

    @Override
    public EventStream stream() {
        try {
            return new Events(path, nodes, lenient ? Problems.lenient() : Problems.strict(), true).stream();
        } catch (InputException e) {
            throw new BrokenTraceException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One way through the file. */
    private static final class Events implements Iterator<TraceEvent> {

        private final Problems problems;
        private final boolean isReplay;
        private final CsvTable table;
        private final CsvEventRows rows;
        private final TraceHeader header;
        private final NodePresence present;
        private @Nullable TraceEvent next;

        /** @param isReplay whether the file was read before, so that problems mean that it changed since */
        Events(Path path, List<NodeSpec> nodes, Problems problems, boolean isReplay)
                throws IOException, InputException {
            this.problems = problems;
            this.isReplay = isReplay;
            @Nullable CsvTable opened = CsvTable.open(path, Long.MAX_VALUE, problems);
            if (opened == null) {
                throw new InputException(problems.first(), problems.count());
            }
            table = opened;
            rows = new CsvEventRows(table, new UniqueNames(table, "pod", false), CsvTraceReader.traceName(path));
            @Nullable Row first = rows.next();
            next = first == null ? null : first.event();
            header = rows.head().header(nodes);
            present = new NodePresence(header.initialNodes());
            if (next != null && !isPossible(next, next)) {
                find(next);
            }
        }

        EventStream stream() {
            return new TraceCursor(header, this, this::close);
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public TraceEvent next() {
            TraceEvent now = next;
            if (now == null) {
                throw new NoSuchElementException("There are no more events.");
            }
            find(now);
            return now;
        }

        private void find(TraceEvent before) {
            try {
                @Nullable Row row = rows.next();
                while (row != null && !isPossible(row.event(), before)) {
                    row = rows.next();
                }
                next = row == null ? null : row.event();
                if (next == null && isReplay) {
                    problems.throwIfAny();
                }
            } catch (InputException e) {
                throw new BrokenTraceException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean isPossible(TraceEvent event, TraceEvent before) {
            if (CsvTraceReader.BY_TIME_AND_KIND.compare(event, before) < 0) {
                rows.misplaced(
                        "not be before that of the row above in a file that is too large for memory",
                        "it should be sorted by time; in one millisecond nodes go, then nodes come, then pods.");
                return false;
            }
            if (!header.hasTimes()
                    && !(event instanceof PodArrived pod && pod.timeMillis() == 0 && !pod.hasDuration())) {
                rows.misplaced("be 0, of a pod without duration, as the trace has no times", "it has times after all.");
                return false;
            }
            if (!present.apply(event)) {
                boolean adds = event instanceof NodeAdded;
                rows.unknown(NodePresence.rule(adds), NodePresence.advice(adds));
                return false;
            }
            return true;
        }

        private void close() {
            try {
                table.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
