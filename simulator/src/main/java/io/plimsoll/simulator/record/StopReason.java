package io.plimsoll.simulator.record;

/** Why a run ended. Everything but {@link #FINISHED} means that its results cover only a part of the trace. */
public enum StopReason {
    /** The trace was replayed to its end. */
    FINISHED("finished"),
    /** The user stopped the run (SIGINT, Ctrl-C). */
    INTERRUPTED("interrupted"),
    /** The system asked the run to stop (SIGTERM). */
    TERMINATED("terminated");

    private final String text;

    StopReason(String text) {
        this.text = text;
    }

    /** The word that stands in {@code run.json}. */
    public String text() {
        return text;
    }
}
