package io.plimsoll.traces.event;

/** Why a node leaves a cluster. */
public enum RemovalCause {
    /** Somebody took it away. */
    PLANNED,
    /** It broke down. */
    FAILURE
}
