package io.plimsoll.simulator.record;

/** Why a pod lost its place. */
public enum EvictionCause {
    /** Its node failed. */
    FAILURE("failure"),
    /** Its node left as planned, with the pod still on it. */
    REMOVAL("removal"),
    /** Its node is drained, and the disruption budget of its owner allowed to move it. */
    DRAIN("drain"),
    /** Its node got other devices in the place of those it held. */
    DEVICE("device"),
    /** A pod of higher priority needed its place. */
    PREEMPTION("preemption"),
    /** Another pod of its group lost its place by the failure of a node. */
    GROUP("group");

    private final String text;

    EvictionCause(String text) {
        this.text = text;
    }

    /** The word that stands in {@code run.json}. */
    public String text() {
        return text;
    }
}
