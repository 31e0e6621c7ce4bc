package io.plimsoll.extender.live;

/** How long the present question may be thought about, by a clock that is looked at now and then. One thread. */
final class TimeBudget {

    private final LoopTime time;
    private final Tally tally;
    private long deadline;
    private boolean late;
    private long looks;
    private long cut = -1;

    TimeBudget(LoopTime time, Tally tally) {
        this.time = time;
        this.tally = tally;
    }

    /** Begins a question that may be thought about for so long; what follows from it is of this moment. */
    void begin(long millis) {
        time.tick();
        deadline = time.getAsLong() + millis;
        late = false;
        looks = 0;
    }

    /** The time of the next questions is over after so many looks at the clock, whatever it shows; -1 goes by the clock. */
    void cutAfter(long count) {
        cut = count;
    }

    /** Whether there is no time left for the present question; counted once. */
    boolean isOver() {
        looks += late ? 0 : 1;
        if (!late && (cut < 0 ? time.running() >= deadline : looks > cut)) {
            late = true;
            tally.late++;
        }
        return late;
    }

    /** How many looks at the clock there were before the time was over; -1 when it was not. */
    long looksInTime() {
        return late ? looks - 1 : -1;
    }
}
