package io.plimsoll.core.engine;

/** Where in a {@link SchedulingQueue} a pod is. */
public enum QueuePool {
    /** Held back by scheduling gates. */
    GATED,
    /** To be tried. */
    ACTIVE,
    /** To be tried after a while, or before that when no other pod is. */
    BACKOFF,
    /** To be tried after a while: its last attempt broke off with an error. */
    BACKOFF_AFTER_ERROR,
    /** Fits nowhere, and waits for something that could help. */
    UNSCHEDULABLE,
    /** Taken out, being tried. */
    IN_FLIGHT
}
