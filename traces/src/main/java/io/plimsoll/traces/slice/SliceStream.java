package io.plimsoll.traces.slice;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.EventKind;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.ForwardingStream;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.event.TraceHeader;
import io.plimsoll.traces.slice.Slice.Running;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of a trace. At the beginning, in this order and so in the total order of events: nodes go, drains that are under way
 * go on, nodes come and change, pods that run arrive, pods arrive.
 */
final class SliceStream extends ForwardingStream {

    private enum Part {
        REMOVALS,
        DRAINS,
        CHANGES,
        RUNNING,
        REST
    }

    private final Slice slice;
    private final EventStream all;
    private final @Nullable EventStream before;
    private final TraceHeader header;
    private final Set<String> drained = new LinkedHashSet<>();
    private @Nullable Iterator<String> drains;
    private @Nullable String draining;
    private Part part = Part.REMOVALS;
    /** Whether the whole trace stands at an event that is still to come here. */
    private boolean isWaiting;

    private long pods;

    SliceStream(Slice slice, EventStream all, @Nullable EventStream before) {
        super(all);
        this.slice = slice;
        this.all = all;
        this.before = before;
        TraceHeader whole = all.header();
        List<NodeSpec> nodes = slice.fromMillis() == 0 ? whole.initialNodes() : nodesAtBeginning(whole.initialNodes());
        isWaiting = slice.fromMillis() == 0 ? all.advance() : isWaiting;
        header = new TraceHeader(whole.name() + "-slice", whole.format(), whole.hasTimes(), nodes, whole.budgets());
    }

    private List<NodeSpec> nodesAtBeginning(List<NodeSpec> initial) {
        Map<String, NodeSpec> nodes = new LinkedHashMap<>();
        initial.forEach(node -> nodes.put(node.name(), node));
        isWaiting = all.advance();
        while (isWaiting && all.timeMillis() < slice.fromMillis()) {
            switch (all.type()) {
                case NODE_ADDED, NODE_CHANGED -> {
                    nodes.put(all.nodeName(), all.node());
                    drained.remove(all.nodeName());
                }
                case NODE_REMOVED -> {
                    nodes.remove(all.nodeName());
                    drained.remove(all.nodeName());
                }
                case NODE_DRAINED -> drained.add(all.nodeName());
                case POD_ARRIVED -> {}
            }
            isWaiting = all.advance();
        }
        return new ArrayList<>(nodes.values());
    }

    @Override
    protected EventStream events() {
        return part == Part.RUNNING && before != null ? before : all;
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public boolean advance() {
        draining = null;
        while (pods < slice.mostPods()) {
            if (next()) {
                pods += draining == null && events().type() == EventType.POD_ARRIVED ? 1 : 0;
                return true;
            }
            if (part == Part.REST) {
                return false;
            }
            part = following(part);
        }
        return false;
    }

    private static Part following(Part part) {
        return switch (part) {
            case REMOVALS -> Part.DRAINS;
            case DRAINS -> Part.CHANGES;
            case CHANGES -> Part.RUNNING;
            case RUNNING, REST -> Part.REST;
        };
    }

    /** Goes to the next event of the present part; false when there is none. */
    private boolean next() {
        return switch (part) {
            case REMOVALS -> nextAtBeginning(EventKind.NODE_REMOVAL);
            case DRAINS -> nextDrain();
            case CHANGES -> nextAtBeginning(EventKind.NODE_ADDITION_OR_CHANGE);
            case RUNNING -> nextRunning();
            case REST -> nextOfRest();
        };
    }

    private boolean nextAtBeginning(EventKind kind) {
        if (!stands() || all.timeMillis() > slice.fromMillis() || all.kind() != kind) {
            return false;
        }
        if (all.type() == EventType.NODE_REMOVED) {
            drained.remove(all.nodeName());
        }
        isWaiting = false;
        return true;
    }

    private boolean nextDrain() {
        Iterator<String> names = drains == null ? drained.iterator() : drains;
        drains = names;
        draining = names.hasNext() ? names.next() : null;
        return draining != null;
    }

    private boolean nextRunning() {
        while (before != null && before.advance() && before.timeMillis() < slice.fromMillis()) {
            if (before.type() == EventType.POD_ARRIVED && isRunning(before) && takes(before)) {
                return true;
            }
        }
        return false;
    }

    private boolean nextOfRest() {
        while (stands() && all.timeMillis() < slice.toMillis()) {
            isWaiting = false;
            if (all.type() != EventType.POD_ARRIVED || takes(all)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the whole trace stands at an event that is still to come here, if need be after a step. */
    private boolean stands() {
        if (!isWaiting) {
            isWaiting = all.advance();
        }
        return isWaiting;
    }

    private boolean isRunning(EventStream pod) {
        long duration = pod.durationMillis();
        return duration == PodArrived.UNKNOWN_DURATION || pod.timeMillis() + duration > slice.fromMillis();
    }

    private boolean takes(EventStream pod) {
        return slice.takes(pod.template().namespace(), pod.podName());
    }

    @Override
    public EventType type() {
        return draining == null ? super.type() : EventType.NODE_DRAINED;
    }

    @Override
    public String nodeName() {
        return draining == null ? super.nodeName() : draining;
    }

    @Override
    public long timeMillis() {
        boolean atBeginning = draining != null || part == Part.RUNNING;
        long time = atBeginning ? slice.fromMillis() : all.timeMillis();
        return slice.keepsTimes() ? time : time - slice.fromMillis();
    }

    @Override
    public long durationMillis() {
        long duration = super.durationMillis();
        return part == Part.RUNNING && slice.running() == Running.REMAINING && duration != PodArrived.UNKNOWN_DURATION
                ? duration - (slice.fromMillis() - events().timeMillis())
                : duration;
    }

    @Override
    public void close() {
        all.close();
        if (before != null) {
            before.close();
        }
    }
}
