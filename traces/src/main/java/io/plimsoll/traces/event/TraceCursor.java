package io.plimsoll.traces.event;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Streams a trace that is in memory. The template of pods that are equal but for their names is the first of them. */
final class TraceCursor implements EventStream {

    private final TraceHeader header;
    private final List<TraceEvent> events;
    private final PodTemplates templates = new PodTemplates();
    private final Map<String, Integer> owners = new HashMap<>();
    private int next;
    private int templateNumber;
    private int ownerNumber;

    TraceCursor(Trace trace) {
        header = trace.header();
        events = trace.events();
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public boolean advance() {
        if (next == events.size()) {
            return false;
        }
        if (events.get(next++) instanceof PodArrived arrival) {
            templateNumber = templates.number(arrival.pod());
            Integer known = owners.putIfAbsent(arrival.owner(), owners.size());
            ownerNumber = known == null ? owners.size() - 1 : known;
        }
        return true;
    }

    @Override
    public EventType type() {
        return event().type();
    }

    @Override
    public long timeMillis() {
        return event().timeMillis();
    }

    @Override
    public int templateNumber() {
        return templateNumber;
    }

    @Override
    public PodSpec template() {
        return templates.get(templateNumber);
    }

    @Override
    public String podName() {
        return arrival().pod().name();
    }

    @Override
    public long durationMillis() {
        return arrival().durationMillis();
    }

    @Override
    public int ownerNumber() {
        return ownerNumber;
    }

    @Override
    public String owner() {
        return arrival().owner();
    }

    @Override
    public NodeSpec node() {
        return event() instanceof NodeAdded added ? added.node() : ((NodeChanged) event()).node();
    }

    @Override
    public String nodeName() {
        TraceEvent event = event();
        if (event instanceof NodeRemoved removed) {
            return removed.nodeName();
        }
        return event instanceof NodeDrained drained ? drained.nodeName() : node().name();
    }

    @Override
    public RemovalCause cause() {
        return ((NodeRemoved) event()).cause();
    }

    private TraceEvent event() {
        return events.get(next - 1);
    }

    private PodArrived arrival() {
        return (PodArrived) event();
    }
}
