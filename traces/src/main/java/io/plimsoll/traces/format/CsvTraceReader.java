package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.event.PresentNodes;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the events that people write by hand, see {@code docs/trace-format.md}. */
final class CsvTraceReader implements TraceReader {

    private static final String NODES = "nodes";
    private static final int HEADER_BYTES = 1 << 10;
    private static final String POD = "pod";
    private static final Comparator<Row> BY_TIME_AND_KIND = Comparator.<Row>comparingLong(
                    row -> row.event().timeMillis())
            .thenComparingInt(row -> row.event().kind().order());

    /** An event and where it stands. */
    private record Row(TraceEvent event, long line) {}

    @Override
    public SortedMap<String, String> options() {
        return new TreeMap<>(Map.of(NODES, "the nodes: a CSV file, or such as 700:cpu=64,memory=256Gi"));
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
    public Trace read(Path input, Map<String, String> options, Problems problems) throws InputException, IOException {
        @Nullable String fleet = options.get(NODES);
        List<NodeSpec> nodes = fleet == null ? List.of() : Fleet.of(fleet, problems);
        @Nullable CsvTable table = CsvTable.open(input, problems);
        if (table == null) {
            throw new InputException(problems.first(), problems.count());
        }
        try (table) {
            List<Row> rows = new Rows(table).read();
            problems.throwIfAny();
            List<TraceEvent> events = consistent(input, nodes, rows, problems);
            problems.throwIfAny();
            String name = TextInput.baseName(input).replaceFirst("\\.csv(\\.gz)?$", "");
            return new Trace(name, TraceFormat.CSV.formatName(), true, nodes, events, List.of(table.digest()));
        }
    }

    /** The events in their order, without those of nodes that are not there. */
    private static List<TraceEvent> consistent(Path input, List<NodeSpec> nodes, List<Row> rows, Problems problems) {
        PresentNodes present = new PresentNodes();
        nodes.forEach(node -> present.join(node.name(), 0));
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(BY_TIME_AND_KIND);
        List<TraceEvent> events = new ArrayList<>(sorted.size());
        for (Row row : sorted) {
            if (apply(row.event(), present)) {
                events.add(row.event());
                continue;
            }
            boolean adds = row.event() instanceof NodeAdded;
            problems.add(new InputProblem(
                    input.toString(),
                    row.line(),
                    "name",
                    row.event() instanceof NodeAdded added ? added.node().name() : nodeName(row.event()),
                    "",
                    adds ? "be of a node that is not in the cluster" : "be of a node that is in the cluster",
                    adds ? "it was added twice." : "the node comes later, was removed, or --nodes was forgotten."));
            problems.skipRow();
        }
        return events;
    }

    private static boolean apply(TraceEvent event, PresentNodes present) {
        try {
            if (event instanceof NodeAdded added) {
                present.join(added.node().name(), event.timeMillis());
            } else if (event instanceof NodeRemoved removed) {
                present.leave(removed.nodeName(), event.timeMillis());
            } else if (!(event instanceof PodArrived)) {
                present.require(nodeName(event), event.timeMillis());
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String nodeName(TraceEvent event) {
        if (event instanceof NodeRemoved removed) {
            return removed.nodeName();
        }
        return event instanceof NodeDrained drained
                ? drained.nodeName()
                : ((NodeChanged) event).node().name();
    }

    /** Takes the rows apart. */
    private static final class Rows {

        private final CsvTable table;
        private final CsvFields fields;
        private final UniqueNames podNames;
        private final int time;
        private final int type;
        private final int name;
        private final int duration;
        private final int priority;
        private final int owner;

        Rows(CsvTable table) {
            this.table = table;
            fields = new CsvFields(table);
            podNames = new UniqueNames(table, POD);
            time = table.column("time");
            name = table.column("name");
            type = table.optionalColumn("event");
            duration = table.optionalColumn("duration");
            priority = table.optionalColumn("priority");
            owner = table.optionalColumn("owner");
        }

        List<Row> read() throws IOException {
            List<Row> rows = new ArrayList<>();
            while (table.next()) {
                @Nullable TraceEvent event = event();
                if (event != null && table.isRowGood()) {
                    rows.add(new Row(event, table.line()));
                }
            }
            table.requireRows();
            return rows;
        }

        private @Nullable TraceEvent event() {
            String what = table.isFilled(type) ? table.text(type) : POD;
            String subject = what.equals(POD) ? podNames.read(name) : nodeName();
            long millis = time(time);
            switch (what) {
                case POD -> {
                    return pod(millis, subject);
                }
                case "node-added" -> {
                    return new NodeAdded(millis, fields.node(subject));
                }
                case "node-changed" -> {
                    return new NodeChanged(millis, fields.node(subject));
                }
                case "node-removed" -> {
                    return new NodeRemoved(millis, subject);
                }
                case "node-failed" -> {
                    return new NodeRemoved(millis, subject, RemovalCause.FAILURE);
                }
                case "node-drained" -> {
                    return new NodeDrained(millis, subject);
                }
                default -> {
                    table.problem(
                            type,
                            "be pod, node-added, node-changed, node-removed, node-failed or node-drained",
                            "it is mistyped.");
                    return null;
                }
            }
        }

        private TraceEvent pod(long millis, String podName) {
            long runs = table.isFilled(duration) ? time(duration) : PodArrived.UNKNOWN_DURATION;
            long rank = table.isFilled(priority)
                    ? table.whole(priority, Integer.MIN_VALUE, Integer.MAX_VALUE, "it is no priority of Kubernetes.")
                    : 0;
            PodSpec pod = PodSpec.named(podName.isEmpty() ? "?" : podName)
                    .withRequests(fields.requests())
                    .withDevices(fields.devices())
                    .withPriority((int) rank)
                    .withLabels(fields.labels());
            return new PodArrived(millis, pod, runs, table.text(owner));
        }

        private String nodeName() {
            String text = table.text(name);
            if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > UniqueNames.MAX_CHARACTERS) {
                table.problem(
                        name,
                        "have 1 to %d characters".formatted(UniqueNames.MAX_CHARACTERS),
                        "the columns are shifted.");
                return "?";
            }
            table.owner("node", text);
            return text;
        }

        private long time(int column) {
            long millis = TimeText.parse(table.text(column));
            if (millis == TimeText.NONE) {
                table.problem(
                        column,
                        "be a time such as 90, 1h30m or PT1H30M, in whole milliseconds",
                        table.text(column).isEmpty() ? "the field was left out." : "the unit is missing or mistyped.");
                return 0;
            }
            return millis;
        }
    }
}
