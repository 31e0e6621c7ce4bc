package io.plimsoll.traces.columnar;

import io.plimsoll.traces.event.EventKind;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.PresentNodes;
import io.plimsoll.traces.event.TraceEvent;

/** The events of one block. All numbers are checked when it is opened, so that going through it need not. */
final class EventChunk {

    private static final EventType[] TYPES = {
        EventType.POD_ARRIVED,
        EventType.NODE_ADDED,
        EventType.NODE_CHANGED,
        EventType.NODE_REMOVED,
        EventType.NODE_REMOVED,
        EventType.NODE_DRAINED
    };

    final int count;
    final long firstMillis;
    final NumberColumn types;
    final NumberColumn delays;
    final NumberColumn templates;
    final NumberColumn durations;
    final NumberColumn owners;
    final NameColumn podNames;
    final NumberColumn descriptions;
    final NameColumn nodeNames;
    private final int pods;

    private EventChunk(ByteCursor cursor, Dictionaries known) {
        count = cursor.number(Layout.MOST_ROWS);
        pods = cursor.number(count);
        firstMillis = cursor.number();
        types = NumberColumn.read(cursor, count, TYPES.length - 1);
        delays = NumberColumn.read(cursor, count, TraceEvent.MAX_TIME_MILLIS);
        templates = NumberColumn.read(cursor, pods, Math.max(0, known.templates() - 1));
        durations = NumberColumn.read(cursor, pods, TraceEvent.MAX_TIME_MILLIS + 1);
        owners = NumberColumn.read(cursor, pods, Math.max(0, known.owners() - 1));
        podNames = NameColumn.read(cursor, pods);
        descriptions = NumberColumn.read(cursor, count - pods, Math.max(0, known.descriptions() - 1));
        nodeNames = NameColumn.read(cursor, count - pods);
        cursor.requireEnd();
        boolean described = pods == count || known.descriptions() > 0;
        if (count == 0 || !described || (pods > 0 && (known.templates() == 0 || known.owners() == 0))) {
            throw new MalformedBlockException("hold at least one event, and none without a dictionary");
        }
    }

    /**
     * Takes a block apart.
     *
     * @param nodes are brought up to the end of the block
     * @param afterMillis time of the last event before
     * @param afterOrder order of its kind
     */
    static EventChunk read(
            ByteCursor cursor, Dictionaries known, PresentNodes nodes, long afterMillis, int afterOrder) {
        EventChunk chunk = new EventChunk(cursor, known);
        chunk.check(nodes, afterMillis, afterOrder);
        return chunk;
    }

    EventType type(int code) {
        return TYPES[code];
    }

    private void check(PresentNodes nodes, long afterMillis, int afterOrder) {
        long time = firstMillis;
        long before = afterMillis;
        int order = afterOrder;
        int node = 0;
        boolean podsOnly = types.isAll(Layout.POD_ARRIVED);
        if (time < before) {
            throw new MalformedBlockException("begin at or after the end of the one before");
        }
        for (int i = 0; i < count; i++) {
            time += delays.get(i);
            if (time > TraceEvent.MAX_TIME_MILLIS) {
                throw new MalformedBlockException("have times up to %d ms".formatted(TraceEvent.MAX_TIME_MILLIS));
            }
            if (podsOnly) {
                continue;
            }
            int code = (int) types.get(i);
            int now = TYPES[code].kind().order();
            if (time == before && now < order) {
                throw new MalformedBlockException("have the events of one time in the order of their kinds");
            }
            before = time;
            order = now;
            if (code != Layout.POD_ARRIVED) {
                if (node == count - pods) {
                    break;
                }
                apply(nodes, code, nodeNames.get(node++), time);
            }
        }
        if (node != count - pods || (podsOnly && afterOrder > EventKind.POD_ARRIVAL.order())) {
            throw new MalformedBlockException("have as many events of nodes as it says");
        }
    }

    private static void apply(PresentNodes nodes, int code, String name, long time) {
        switch (code) {
            case Layout.NODE_ADDED -> nodes.join(name, time);
            case Layout.NODE_REMOVED, Layout.NODE_FAILED -> nodes.leave(name, time);
            default -> nodes.require(name, time);
        }
    }
}
