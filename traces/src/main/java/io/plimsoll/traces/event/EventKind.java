package io.plimsoll.traces.event;

/**
 * What happens, in the order in which events of the same millisecond are processed: first a node goes, then pods end
 * and free their places, then nodes come or change, and only then do new pods ask for a place.
 */
public enum EventKind {
    /** A node leaves the cluster. */
    NODE_REMOVAL(0),
    /** A pod ends. Never part of a trace: a simulator schedules it when the pod has started. */
    POD_END(1),
    /** A node joins the cluster, its description changes, or it is drained. */
    NODE_ADDITION_OR_CHANGE(2),
    /** A pod arrives. */
    POD_ARRIVAL(3);

    private final int order;

    EventKind(int order) {
        this.order = order;
    }

    /** The place among events of the same millisecond, 0..3, lower first; fits two bits of a packed sort key. */
    public int order() {
        return order;
    }
}
