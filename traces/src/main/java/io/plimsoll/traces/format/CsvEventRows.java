package io.plimsoll.traces.format;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.event.DisruptionBudget;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.notation.TimeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a CSV trace apart: those of events are handed out, the others are kept as its head. */
final class CsvEventRows {

    private static final String POD = "pod";

    private final CsvTable table;
    private final CsvFields fields;
    private final CsvExtra extra;
    private final UniqueNames podNames;
    private final CsvHead head;
    private final int time;
    private final int type;
    private final int name;
    private final int namespace;
    private final int duration;
    private final int priority;
    private final int owner;
    private final int maxUnavailable;
    private boolean begun;

    /** An event and where it stands. */
    record Row(TraceEvent event, long line) {}

    /** @param podNames makes sure that names of pods are there once */
    CsvEventRows(CsvTable table, UniqueNames podNames, String traceName) {
        this.table = table;
        this.podNames = podNames;
        head = new CsvHead(traceName);
        fields = new CsvFields(table);
        extra = new CsvExtra(table);
        time = table.column("time");
        name = table.column("name");
        type = table.optionalColumn("event");
        namespace = table.optionalColumn("namespace");
        duration = table.optionalColumn("duration");
        priority = table.optionalColumn("priority");
        owner = table.optionalColumn("owner");
        maxUnavailable = table.optionalColumn("max-unavailable");
    }

    /** The next good row of an event; null at the end. */
    @Nullable
    Row next() throws IOException {
        while (table.next()) {
            @Nullable TraceEvent event = event();
            if (event != null && table.isRowGood()) {
                begun = true;
                return new Row(event, table.line());
            }
        }
        table.requireRows();
        return null;
    }

    /** What the rows say of the trace as a whole, as far as they were read. */
    CsvHead head() {
        return head;
    }

    /** Reports that the row of the last event cannot stand where it does. */
    void misplaced(String rule, String advice) {
        table.problem(time, rule, advice);
    }

    /** Reports what is wrong with the name of the row of the last event. */
    void unknown(String rule, String advice) {
        table.problem(name, rule, advice);
    }

    /** Whether a row of the head came before any event; if not, that is reported when it must. */
    private void requireEarly() {
        if (begun && !podNames.remembers()) {
            table.problem(
                    type,
                    "come before all events in a file that is too large for memory",
                    "the file was sorted by time: sort it by event first, or put this row on top.");
        }
    }

    private @Nullable TraceEvent event() {
        String what = table.isFilled(type) ? table.text(type) : POD;
        switch (what) {
            case POD -> {
                return pod();
            }
            case "node-added" -> {
                return new NodeAdded(time(time), node());
            }
            case "node-changed" -> {
                return new NodeChanged(time(time), node());
            }
            case "node-removed" -> {
                String node = nodeName();
                return new NodeRemoved(time(time), node);
            }
            case "node-failed" -> {
                String node = nodeName();
                return new NodeRemoved(time(time), node, RemovalCause.FAILURE);
            }
            case "node-drained" -> {
                String node = nodeName();
                return new NodeDrained(time(time), node);
            }
            case "node" -> {
                requireEarly();
                if (!head.add(node())) {
                    unknown("be of one node", "the node was listed twice.");
                }
            }
            case "budget" -> budget();
            case "trace" -> {
                requireEarly();
                CsvHead.About before = head.about();
                String called = table.isFilled(name) ? table.text(name) : before.name();
                head.about(extra.about(new CsvHead.About(called, before.format(), true, before.inputs())));
            }
            default -> {
                nodeName();
                table.problem(
                        type,
                        "be pod, node, node-added, node-changed, node-drained, node-removed, node-failed, budget or trace",
                        "it is mistyped.");
            }
        }
        return null;
    }

    private TraceEvent pod() {
        String space = table.text(namespace);
        String podName = podNames.read(name, space);
        long millis = time(time);
        long runs = table.isFilled(duration) ? time(duration) : PodArrived.UNKNOWN_DURATION;
        long rank = table.isFilled(priority)
                ? table.whole(priority, Integer.MIN_VALUE, Integer.MAX_VALUE, "it is no priority of Kubernetes.")
                : 0;
        PodSpec pod = PodSpec.named(podName.isEmpty() ? "?" : podName)
                .withRequests(fields.requests())
                .withDevices(fields.devices())
                .withPriority((int) rank)
                .withLabels(fields.labels());
        return new PodArrived(
                millis, extra.pod(space.isEmpty() ? pod : pod.withNamespace(space)), runs, table.text(owner));
    }

    private NodeSpec node() {
        return extra.node(fields.node(nodeName()));
    }

    private void budget() {
        requireEarly();
        String of = table.text(owner);
        if (of.isEmpty() || maxUnavailable == CsvTable.ABSENT) {
            table.problem(
                    type, "come with an owner and a max-unavailable", "one of the columns is missing, or is empty.");
            return;
        }
        long most = table.whole(maxUnavailable, 0, Integer.MAX_VALUE, "it is larger than any workload.");
        if (!head.add(new DisruptionBudget(of, (int) most))) {
            table.problem(owner, "have one budget", "two budgets were meant as one.");
        }
    }

    private String nodeName() {
        String text = table.text(name);
        if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > UniqueNames.MAX_CHARACTERS) {
            table.problem(
                    name, "have 1 to %d characters".formatted(UniqueNames.MAX_CHARACTERS), "the columns are shifted.");
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
