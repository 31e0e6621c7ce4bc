package io.plimsoll.simulator.engine;

/**
 * The scheduler as a server: it thinks about one pod at a time, and for so long. Times are kept in microseconds, so that a
 * thousand decisions of half a millisecond take half a second; a decision takes effect at the millisecond that follows.
 */
final class DecisionServer {

    private static final long MICROS_PER_MILLI = 1_000;

    private final long decisionMicros;
    private boolean busy;
    private long endMicros = -1;

    DecisionServer(long decisionMicros) {
        this.decisionMicros = decisionMicros;
    }

    /** Whether decisions take time at all. */
    boolean takesTime() {
        return decisionMicros > 0;
    }

    /** Whether it thinks about a pod. */
    boolean busy() {
        return busy;
    }

    /** Begins to think: at the moment at which the decision before ended when that was in this millisecond. */
    void begin(long nowMillis) {
        long start = endMillis() == nowMillis ? endMicros : nowMillis * MICROS_PER_MILLI;
        endMicros = start + decisionMicros;
        busy = true;
    }

    /** The millisecond in which the newest decision takes effect. */
    long endMillis() {
        return (endMicros + MICROS_PER_MILLI - 1) / MICROS_PER_MILLI;
    }

    /** The decision is made. */
    void end() {
        busy = false;
    }
}
