package io.plimsoll.traces.columnar;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.TraceHeader;

/** A stream whose times go back. */
record Backwards(EventStream forwards) implements EventStream {

    @Override
    public TraceHeader header() {
        return forwards.header();
    }

    @Override
    public boolean advance() {
        return forwards.advance();
    }

    @Override
    public EventType type() {
        return forwards.type();
    }

    @Override
    public long timeMillis() {
        return 1000 - forwards.timeMillis();
    }

    @Override
    public int templateNumber() {
        return forwards.templateNumber();
    }

    @Override
    public PodSpec template() {
        return forwards.template();
    }

    @Override
    public String podName() {
        return forwards.podName();
    }

    @Override
    public long durationMillis() {
        return forwards.durationMillis();
    }

    @Override
    public int ownerNumber() {
        return forwards.ownerNumber();
    }

    @Override
    public String owner() {
        return forwards.owner();
    }

    @Override
    public NodeSpec node() {
        return forwards.node();
    }

    @Override
    public String nodeName() {
        return forwards.nodeName();
    }

    @Override
    public RemovalCause cause() {
        return forwards.cause();
    }
}
