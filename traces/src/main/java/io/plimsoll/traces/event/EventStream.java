package io.plimsoll.traces.event;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;

/**
 * A cursor over the events of a trace, in their total order (time, kind, order in the trace). Serves traces larger than
 * memory as well as those in it: pods come as a number of a template that many pods share, a name, a duration and an
 * owner.
 *
 * <pre>{@code
 * while (events.advance()) {
 *     if (events.type() == EventType.POD_ARRIVED) { ... events.template() ... }
 * }
 * }</pre>
 *
 * <p>Starts before the first event. The accessors speak of the event that {@link #advance()} went to last, and may be
 * asked only for the types they name. Advancing costs O(1) and allocates nothing for a pod but what its accessors hand
 * out. For one thread.
 */
public interface EventStream extends AutoCloseable {

    /** What is known before the first event. */
    TraceHeader header();

    /**
     * Goes to the next event.
     *
     * @return false when there is none
     * @throws java.io.UncheckedIOException when a device fails
     * @throws BrokenTraceException when what comes next cannot be used
     */
    boolean advance();

    /** What the event is. */
    EventType type();

    /** When it happens, as {@link TraceEvent#timeMillis()}. */
    long timeMillis();

    /**
     * {@link EventType#POD_ARRIVED}: the number of the pod's template, 0 or above; numbers are dense and equal templates
     * share one.
     */
    int templateNumber();

    /**
     * {@link EventType#POD_ARRIVED}: the pod but for its name; the name of the template means nothing. One instance for each
     * number.
     */
    PodSpec template();

    /** {@link EventType#POD_ARRIVED}: the pod's name, once in its namespace in a trace. */
    String podName();

    /** {@link EventType#POD_ARRIVED}: as {@link TraceEvent.PodArrived#durationMillis()}. */
    long durationMillis();

    /** {@link EventType#POD_ARRIVED}: number of the pod's owner, 0 or above; equal owners share one. */
    int ownerNumber();

    /** {@link EventType#POD_ARRIVED}: the pod's owner, as {@link TraceEvent.PodArrived#owner()}. */
    String owner();

    /** {@link EventType#NODE_ADDED} and {@link EventType#NODE_CHANGED}: the node. */
    NodeSpec node();

    /** All events of nodes: the node's name. */
    String nodeName();

    /** {@link EventType#NODE_REMOVED}: why the node goes. */
    RemovalCause cause();

    /** When it is processed among events of the same millisecond. */
    default EventKind kind() {
        return type().kind();
    }

    /** Lets go of files; a second call does nothing. */
    @Override
    default void close() {}
}
