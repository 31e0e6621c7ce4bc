package io.plimsoll.simulator.record;

/** Whether a waiting pod may be overtaken. First in line is the pod of the highest priority that arrived first. */
public enum QueueOrder {
    /** A pod that fits nowhere is passed by others that fit. */
    RELAXED("relaxed"),
    /** The pod that is first in line holds up all others until it fits. */
    STRICT("strict");

    private final String text;

    QueueOrder(String text) {
        this.text = text;
    }

    /** The word on the command line and in {@code run.json}. */
    public String text() {
        return text;
    }
}
