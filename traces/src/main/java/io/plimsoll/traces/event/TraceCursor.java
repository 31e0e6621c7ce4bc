package io.plimsoll.traces.event;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Streams events that are at hand one by one. The template of pods that are equal but for their names is the first of them;
 * holds the templates and the owners.
 */
public final class TraceCursor implements EventStream {

    private final TraceHeader header;
    private final Iterator<? extends TraceEvent> events;
    private final Runnable onClose;
    private final PodTemplates templates;
    private final int @Nullable [] numbers;
    private final Map<String, Integer> owners = new HashMap<>();
    private @Nullable TraceEvent event;
    private int templateNumber;
    private int ownerNumber;
    private int arrivals;

    /**
     * A cursor before the first event.
     *
     * @param events in their total order
     * @param onClose done when the cursor is closed
     */
    public TraceCursor(TraceHeader header, Iterator<? extends TraceEvent> events, Runnable onClose) {
        this(header, events, new PodTemplates(), null, onClose);
    }

    /** A cursor over events whose arrivals have their templates' numbers already. */
    TraceCursor(
            TraceHeader header,
            Iterator<? extends TraceEvent> events,
            PodTemplates templates,
            int @Nullable [] numbers,
            Runnable onClose) {
        this.header = header;
        this.events = events;
        this.templates = templates;
        this.numbers = numbers;
        this.onClose = onClose;
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public boolean advance() {
        if (!events.hasNext()) {
            return false;
        }
        TraceEvent now = events.next();
        event = now;
        if (now instanceof PodArrived arrival) {
            templateNumber = numbers == null ? templates.number(arrival.pod()) : numbers[arrivals++];
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

    @Override
    public void close() {
        onClose.run();
    }

    private TraceEvent event() {
        TraceEvent now = event;
        if (now == null) {
            throw new IllegalStateException("The stream must be at an event.\nMaybe advance() was not called.");
        }
        return now;
    }

    private PodArrived arrival() {
        return (PodArrived) event();
    }
}
