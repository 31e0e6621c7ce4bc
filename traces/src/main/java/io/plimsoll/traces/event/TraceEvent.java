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

    /** What happens. */
    EventType type();

    /** When it is processed among events of the same millisecond. */
    default EventKind kind() {
        return type().kind();
    }

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
        public EventType type() {
            return EventType.NODE_ADDED;
        }
    }

    /**
     * A node leaves the cluster, whatever runs on it.
     *
     * @param timeMillis when
     * @param nodeName the name of a node that is in the cluster at that time
     * @param cause why it goes
     */
    record NodeRemoved(long timeMillis, String nodeName, RemovalCause cause) implements TraceEvent {

        /** @throws IllegalArgumentException when the time is out of range or the name empty */
        public NodeRemoved {
            Times.requireTime(timeMillis);
            requireName("removal", timeMillis, nodeName);
        }

        /** A planned removal. */
        public NodeRemoved(long timeMillis, String nodeName) {
            this(timeMillis, nodeName, RemovalCause.PLANNED);
        }

        @Override
        public EventType type() {
            return EventType.NODE_REMOVED;
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
        public EventType type() {
            return EventType.NODE_CHANGED;
        }
    }

    /**
     * A node is drained: it takes no more pods, and those it has are moved away as fast as disruption budgets allow. The
     * drain ends when the node is described anew or goes.
     *
     * @param timeMillis when
     * @param nodeName the name of a node that is in the cluster at that time
     */
    record NodeDrained(long timeMillis, String nodeName) implements TraceEvent {

        /** @throws IllegalArgumentException when the time is out of range or the name empty */
        public NodeDrained {
            Times.requireTime(timeMillis);
            requireName("drain", timeMillis, nodeName);
        }

        @Override
        public EventType type() {
            return EventType.NODE_DRAINED;
        }
    }

    private static void requireName(String what, long timeMillis, String nodeName) {
        if (nodeName.isEmpty()) {
            throw new IllegalArgumentException(
                    "The node name of a %s (at %d ms) must not be empty.%n".formatted(what, timeMillis)
                            + "Maybe a field is missing in the input.");
        }
    }

    /**
     * A pod arrives and wants a place.
     *
     * @param timeMillis when
     * @param pod the pod; its namespace and name occur once in a trace
     * @param durationMillis how long the pod runs once it is placed, 0..{@link #MAX_TIME_MILLIS}, or
     *     {@link #UNKNOWN_DURATION}
     * @param owner what the pods of one workload share, for example {@code deployment/web}; empty when there is none
     */
    record PodArrived(long timeMillis, PodSpec pod, long durationMillis, String owner) implements TraceEvent {

        /** The end of the pod is not known: the recording stopped first, or holds no times. */
        public static final long UNKNOWN_DURATION = -1;

        /** @throws IllegalArgumentException when the time or the duration is out of range */
        public PodArrived {
            Times.requireTime(timeMillis);
            Times.requireDuration(durationMillis, pod.name());
        }

        /** A pod without an owner. */
        public PodArrived(long timeMillis, PodSpec pod, long durationMillis) {
            this(timeMillis, pod, durationMillis, "");
        }

        @Override
        public EventType type() {
            return EventType.POD_ARRIVED;
        }

        /** Whether it is known how long the pod runs. */
        public boolean hasDuration() {
            return durationMillis != UNKNOWN_DURATION;
        }
    }
}
