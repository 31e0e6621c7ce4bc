package io.plimsoll.traces.event;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;

/** A stream that is made of another one; those who extend it change what they want changed. */
public abstract class ForwardingStream implements EventStream {

    private final EventStream events;

    /** What is made of {@code events}, which are closed with this stream. */
    protected ForwardingStream(EventStream events) {
        this.events = events;
    }

    /** The stream that is asked. */
    protected EventStream events() {
        return events;
    }

    @Override
    public TraceHeader header() {
        return events().header();
    }

    @Override
    public boolean advance() {
        return events().advance();
    }

    @Override
    public EventType type() {
        return events().type();
    }

    @Override
    public long timeMillis() {
        return events().timeMillis();
    }

    @Override
    public int templateNumber() {
        return events().templateNumber();
    }

    @Override
    public PodSpec template() {
        return events().template();
    }

    @Override
    public String podName() {
        return events().podName();
    }

    @Override
    public long durationMillis() {
        return events().durationMillis();
    }

    @Override
    public int ownerNumber() {
        return events().ownerNumber();
    }

    @Override
    public String owner() {
        return events().owner();
    }

    @Override
    public NodeSpec node() {
        return events().node();
    }

    @Override
    public String nodeName() {
        return events().nodeName();
    }

    @Override
    public RemovalCause cause() {
        return events().cause();
    }

    @Override
    public void close() {
        events.close();
    }
}
