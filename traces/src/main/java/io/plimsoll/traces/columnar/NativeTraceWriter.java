package io.plimsoll.traces.columnar;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.event.PresentNodes;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.TraceHeader;
import io.plimsoll.traces.output.OutputFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a trace in Plimsoll's own format, see {@code docs/trace-format.md}. Holds one block and the dictionaries, however
 * long the trace. Equal traces give equal bytes.
 */
public final class NativeTraceWriter {

    private final BlockWriter blocks;
    private final DictionaryWriter dictionaries;
    private final Tally tally = new Tally();
    private final PresentNodes nodes = new PresentNodes();
    private final ByteSink payload = new ByteSink();
    private final long[] types = new long[Layout.FULL_ROWS];
    private final long[] delays = new long[Layout.FULL_ROWS];
    private final long[] templates = new long[Layout.FULL_ROWS];
    private final long[] durations = new long[Layout.FULL_ROWS];
    private final long[] owners = new long[Layout.FULL_ROWS];
    private final long[] descriptions = new long[Layout.FULL_ROWS];
    private final NameColumnWriter podNames = new NameColumnWriter();
    private final NameColumnWriter nodeNames = new NameColumnWriter();
    private int rows;
    private long firstMillis;
    private long lastMillis;
    private int lastOrder;

    private NativeTraceWriter(OutputFile file) {
        blocks = new BlockWriter(file);
        dictionaries = new DictionaryWriter(blocks);
    }

    /**
     * Writes all events of a stream. The file appears complete or not at all.
     *
     * @param events before its first event; at its end afterwards
     * @return how many events were written
     * @throws io.plimsoll.traces.output.OutputException when the file cannot be written
     * @throws IllegalArgumentException when the events contradict each other or are not in order
     */
    public static long write(Path path, EventStream events) {
        return write(path, events, List.of());
    }

    /**
     * As {@link #write(Path, EventStream)}.
     *
     * @param inputs digests of the files that the events come from, to be kept
     */
    public static long write(Path path, EventStream events, List<InputDigest> inputs) {
        try (OutputFile file = OutputFile.create(path)) {
            NativeTraceWriter writer = new NativeTraceWriter(file);
            writer.header(events.header(), inputs);
            while (events.advance()) {
                writer.event(events);
            }
            writer.finish();
            file.commit();
            return writer.tally.events();
        }
    }

    private void header(TraceHeader header, List<InputDigest> inputs) {
        payload.text(header.name());
        payload.text(header.format());
        payload.octet(header.hasTimes() ? 1 : 0);
        payload.each(header.budgets(), budget -> {
            payload.text(budget.owner());
            payload.number(budget.maxUnavailable());
        });
        payload.each(inputs, input -> {
            payload.text(input.file());
            payload.text(input.sha256());
            payload.number(input.bytes());
        });
        List<NodeSpec> initial = header.initialNodes();
        payload.number(initial.size());
        blocks.block(Layout.HEADER, payload);
        for (NodeSpec node : initial) {
            nodes.join(node.name(), 0);
            describe(node);
            if (isFull()) {
                initialNodes();
            }
        }
        initialNodes();
    }

    private void initialNodes() {
        int count = nodeNames.count();
        if (count > 0) {
            dictionaries.flush();
            payload.number(count);
            NumberColumn.write(payload, descriptions, count);
            nodeNames.write(payload);
            blocks.block(Layout.NODES, payload);
        }
    }

    private void event(EventStream events) {
        long time = events.timeMillis();
        int nowOrder = events.kind().order();
        if (time < lastMillis || (time == lastMillis && nowOrder < lastOrder)) {
            throw new IllegalArgumentException(
                    "The event (at %d ms) of a trace must not come before the one at %d ms.%n"
                                    .formatted(time, lastMillis)
                            + "Maybe the events should be sorted by time and kind.");
        }
        if (rows == 0) {
            firstMillis = time;
            lastMillis = time;
        }
        delays[rows] = time - lastMillis;
        lastMillis = time;
        lastOrder = nowOrder;
        tally.event(time);
        switch (events.type()) {
            case POD_ARRIVED -> pod(events);
            case NODE_ADDED -> {
                types[rows] = Layout.NODE_ADDED;
                nodes.join(events.nodeName(), time);
                describe(events.node());
            }
            case NODE_CHANGED -> {
                types[rows] = Layout.NODE_CHANGED;
                nodes.require(events.nodeName(), time);
                describe(events.node());
            }
            case NODE_REMOVED -> {
                types[rows] = events.cause() == RemovalCause.FAILURE ? Layout.NODE_FAILED : Layout.NODE_REMOVED;
                nodes.leave(events.nodeName(), time);
                undescribed(events.nodeName());
            }
            case NODE_DRAINED -> {
                types[rows] = Layout.NODE_DRAINED;
                nodes.require(events.nodeName(), time);
                undescribed(events.nodeName());
            }
        }
        rows++;
        if (isFull()) {
            chunk();
        }
    }

    private void pod(EventStream events) {
        int pod = podNames.count();
        int template = dictionaries.template(events);
        types[rows] = Layout.POD_ARRIVED;
        templates[pod] = template;
        durations[pod] = events.durationMillis() + 1;
        int owner = dictionaries.owner(events);
        owners[pod] = owner;
        podNames.add(events.podName(), owner);
        tally.pod(template);
    }

    private void describe(NodeSpec node) {
        int description = dictionaries.description(node);
        descriptions[nodeNames.count()] = description;
        nodeNames.add(node.name(), 0);
        tally.node(node.name(), description);
    }

    private void undescribed(String name) {
        descriptions[nodeNames.count()] = 0;
        nodeNames.add(name, 0);
    }

    private boolean isFull() {
        return rows == Layout.FULL_ROWS
                || nodeNames.count() == Layout.FULL_ROWS
                || podNames.characters() + nodeNames.characters() > Layout.FULL_BYTES
                || dictionaries.isFull();
    }

    private void chunk() {
        if (rows == 0) {
            return;
        }
        dictionaries.flush();
        int pods = podNames.count();
        int others = nodeNames.count();
        payload.number(rows);
        payload.number(pods);
        payload.number(firstMillis);
        NumberColumn.write(payload, types, rows);
        NumberColumn.write(payload, delays, rows);
        NumberColumn.write(payload, templates, pods);
        NumberColumn.write(payload, durations, pods);
        NumberColumn.write(payload, owners, pods);
        podNames.write(payload);
        NumberColumn.write(payload, descriptions, others);
        nodeNames.write(payload);
        blocks.block(Layout.EVENTS, payload);
        rows = 0;
    }

    private void finish() {
        chunk();
        long position = blocks.position();
        tally.write(payload, dictionaries.templates(), dictionaries.descriptions(), dictionaries.written());
        blocks.block(Layout.SUMMARY, payload);
        blocks.trailer(position);
    }
}
