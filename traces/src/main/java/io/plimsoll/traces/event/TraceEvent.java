package io.plimsoll.traces.event;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;

/**
 * One thing that happened to a recorded (or generated) cluster. Immutable.
 *
 * <p>A trace holds causes only: nodes that come, change and go, and pods that arrive. Where a pod ran in the recording is
 * a result of the scheduler of that time and is no part of it; that a pod ends travels with its arrival as a duration,
 * which starts when the pod is placed.
 */
public sealed interface TraceEvent {

    /** The latest time and the longest duration of a trace: 2^48 ms, 8,900 years; sums of a few fit a {@code long}. */
    long MAX_TIME_MILLIS = 1L << 48;

    /** When it happens: milliseconds since the start of the trace, 0..{@link #MAX_TIME_MILLIS}. */
    long timeMillis();

    /** What happens; orders events of the same millisecond. */
    EventKind kind();

    /**
     * A node joins the cluster.
     *
     * @param timeMillis when
     * @param node the node; no node of this name is in the cluster at that time
     */
    record NodeAdded(long timeMillis, NodeSpec node) implements TraceEvent {

        /** @throws IllegalArgumentException when the time is out of range */
        public NodeAdded {
            Times.requireTime(timeMillis);
        }

        @Override
        public EventKind kind() {
            return EventKind.NODE_ADDITION_OR_CHANGE;
        }
    }

    /**
     * A node leaves the cluster, whatever runs on it.
     *
     * @param timeMillis when
     * @param nodeName the name of a node that is in the cluster at that time
     */
    record NodeRemoved(long timeMillis, String nodeName) implements TraceEvent {

        /** @throws IllegalArgumentException when the time is out of range or the name empty */
        public NodeRemoved {
            Times.requireTime(timeMillis);
            if (nodeName.isEmpty()) {
                throw new IllegalArgumentException(
                        "The node name of a removal (at %d ms) must not be empty.%n".formatted(timeMillis)
                                + "Maybe a field is missing in the input.");
            }
        }

        @Override
        public EventKind kind() {
            return EventKind.NODE_REMOVAL;
        }
    }

    /**
     * A node is described anew: it was resized, relabelled, cordoned or opened again, or got other devices.
     *
     * @param timeMillis when
     * @param node the whole new description of the node of this name, which is in the cluster at that time
     */
    record NodeChanged(long timeMillis, NodeSpec node) implements TraceEvent {

        /** @throws IllegalArgumentException when the time is out of range */
        public NodeChanged {
            Times.requireTime(timeMillis);
        }

        @Override
        public EventKind kind() {
            return EventKind.NODE_ADDITION_OR_CHANGE;
        }
    }

    /**
     * A pod arrives and wants a place.
     *
     * @param timeMillis when
     * @param pod the pod; its namespace and name occur once in a trace
     * @param durationMillis how long the pod runs once it is placed, 0..{@link #MAX_TIME_MILLIS}, or
     *     {@link #UNKNOWN_DURATION}
     */
    record PodArrived(long timeMillis, PodSpec pod, long durationMillis) implements TraceEvent {

        /** The end of the pod is not known: the recording stopped first, or holds no times. */
        public static final long UNKNOWN_DURATION = -1;

        /** @throws IllegalArgumentException when the time or the duration is out of range */
        public PodArrived {
            Times.requireTime(timeMillis);
            Times.requireDuration(durationMillis, pod.name());
        }

        @Override
        public EventKind kind() {
            return EventKind.POD_ARRIVAL;
        }

        /** Whether it is known how long the pod runs. */
        public boolean hasDuration() {
            return durationMillis != UNKNOWN_DURATION;
        }
    }
}
