package io.plimsoll.traces.event;

/** The types of the events of a trace; several may share an {@link EventKind}, which orders them. */
public enum EventType {
    /** {@link TraceEvent.NodeRemoved}. */
    NODE_REMOVED(EventKind.NODE_REMOVAL),
    /** {@link TraceEvent.NodeAdded}. */
    NODE_ADDED(EventKind.NODE_ADDITION_OR_CHANGE),
    /** {@link TraceEvent.NodeChanged}. */
    NODE_CHANGED(EventKind.NODE_ADDITION_OR_CHANGE),
    /** {@link TraceEvent.NodeDrained}. */
    NODE_DRAINED(EventKind.NODE_ADDITION_OR_CHANGE),
    /** {@link TraceEvent.PodArrived}. */
    POD_ARRIVED(EventKind.POD_ARRIVAL);

    private final EventKind kind;

    EventType(EventKind kind) {
        this.kind = kind;
    }

    /** When it is processed among events of the same millisecond. */
    public EventKind kind() {
        return kind;
    }
}
