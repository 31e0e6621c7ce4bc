package io.plimsoll.simulator.record;

/** What happens to a pod that fits on no node when it arrives. */
public enum OnUnschedulable {
    /** It waits and is tried again when something changed that could help it. */
    QUEUE("queue"),
    /** It is dropped at once and never tried again. */
    DROP("drop");

    private final String text;

    OnUnschedulable(String text) {
        this.text = text;
    }

    /** The word on the command line and in {@code run.json}. */
    public String text() {
        return text;
    }
}
