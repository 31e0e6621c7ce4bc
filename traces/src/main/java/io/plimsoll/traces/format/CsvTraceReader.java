package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceHeader;
import io.plimsoll.traces.format.CsvEventRows.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events that people write by hand, see {@code docs/trace-format.md}. Files of ordinary size are read into memory
 * and sorted; larger ones are streamed and must be in order.
 */
final class CsvTraceReader implements TraceReader {

    static final Comparator<TraceEvent> BY_TIME_AND_KIND = Comparator.comparingLong(TraceEvent::timeMillis)
            .thenComparingInt(event -> event.kind().order());

    private static final String NODES = "nodes";
    private static final int HEADER_BYTES = 1 << 10;
    private static final long MOST_BYTES_IN_MEMORY = 128L << 20;
    /** About how much smaller such files become when they are compressed. */
    private static final int COMPRESSION = 8;

    private final long mostBytesInMemory;

    CsvTraceReader() {
        this(MOST_BYTES_IN_MEMORY);
    }

    /** @param mostBytesInMemory larger files are streamed */
    CsvTraceReader(long mostBytesInMemory) {
        this.mostBytesInMemory = mostBytesInMemory;
    }

    @Override
    public SortedMap<String, String> options() {
        return new TreeMap<>(Map.of(NODES, "the nodes at the start: a CSV file, or such as 700:cpu=64,memory=256Gi"));
    }

    @Override
    public boolean recognises(Path input) throws IOException {
        if (!Files.isRegularFile(input) || !TextInput.baseName(input).matches(".*\\.csv(\\.gz)?")) {
            return false;
        }
        try (TextInput text = TextInput.open(input)) {
            char[] first = new char[HEADER_BYTES];
            int length = Math.max(0, text.reader().read(first));
            List<String> header = List.of(new String(first, 0, length).split("\\R", 2)[0].split(","));
            return header.containsAll(List.of("time", "name", "cpu", "memory"));
        }
    }

    @Override
    public EventSource open(Path input, Map<String, String> options, Problems problems)
            throws InputException, IOException {
        long bytes = Files.isRegularFile(input) ? Files.size(input) : 0;
        if (bytes * (input.toString().endsWith(".gz") ? COMPRESSION : 1) <= mostBytesInMemory) {
            return read(input, options, problems);
        }
        return CsvFile.open(input, nodes(options, problems), problems);
    }

    @Override
    public Trace read(Path input, Map<String, String> options, Problems problems) throws InputException, IOException {
        List<NodeSpec> nodes = nodes(options, problems);
        @Nullable CsvTable table = CsvTable.open(input, problems);
        if (table == null) {
            throw new InputException(problems.first(), problems.count());
        }
        try (table) {
            CsvEventRows rows = new CsvEventRows(table, new UniqueNames(table, "pod"), traceName(input));
            List<Row> read = new ArrayList<>();
            for (@Nullable Row row = rows.next(); row != null; row = rows.next()) {
                read.add(row);
            }
            problems.throwIfAny();
            TraceHeader header = rows.head().header(nodes);
            List<TraceEvent> events = consistent(input, header, read, problems);
            problems.throwIfAny();
            List<InputDigest> inputs = new ArrayList<>(List.of(table.digest()));
            inputs.addAll(rows.head().about().inputs());
            return trace(input, header, events, inputs, problems);
        }
    }

    /** The name of a trace whose file does not say it. */
    static String traceName(Path input) {
        return TextInput.baseName(input).replaceFirst("\\.csv(\\.gz)?$", "");
    }

    private static List<NodeSpec> nodes(Map<String, String> options, Problems problems)
            throws IOException, InputException {
        @Nullable String nodeList = options.get(NODES);
        return nodeList == null ? List.of() : NodeList.of(nodeList, problems);
    }

    private static Trace trace(
            Path input, TraceHeader header, List<TraceEvent> events, List<InputDigest> inputs, Problems problems)
            throws InputException {
        try {
            return new Trace(
                    header.name(),
                    header.format(),
                    header.hasTimes(),
                    header.initialNodes(),
                    header.budgets(),
                    events,
                    inputs);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            problems.addFatal(InputProblem.ofFile(
                    input.toString(),
                    "content",
                    "be a trace: " + message.lines().findFirst().orElse(message),
                    "\"times\" should be true in the row of the trace."));
            throw new InputException(problems.first(), problems.count());
        }
    }

    /** The events in their order, without those of nodes that are not there. */
    private static List<TraceEvent> consistent(Path input, TraceHeader header, List<Row> rows, Problems problems) {
        NodePresence present = new NodePresence(header.initialNodes());
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(Row::event, BY_TIME_AND_KIND));
        List<TraceEvent> events = new ArrayList<>(sorted.size());
        for (Row row : sorted) {
            if (present.apply(row.event())) {
                events.add(row.event());
                continue;
            }
            boolean adds = row.event() instanceof NodeAdded;
            problems.add(new InputProblem(
                    input.toString(),
                    row.line(),
                    "name",
                    NodePresence.nodeName(row.event()),
                    "",
                    NodePresence.rule(adds),
                    NodePresence.advice(adds)));
            problems.skipRow();
        }
        return events;
    }
}
