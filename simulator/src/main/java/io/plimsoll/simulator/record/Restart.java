package io.plimsoll.simulator.record;

/** How long a pod runs that was taken off its node and is placed again. */
public enum Restart {
    /** It begins anew: what it had done is lost. */
    FULL("full"),
    /** It goes on where it was stopped, as a pod does that saves its work all the time. */
    REMAINING("remaining");

    private final String text;

    Restart(String text) {
        this.text = text;
    }

    /** The word on the command line and in {@code run.json}. */
    public String text() {
        return text;
    }
}
