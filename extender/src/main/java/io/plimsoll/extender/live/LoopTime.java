package io.plimsoll.extender.live;

import java.util.function.LongSupplier;

/**
 * The time of the loop: it stands still while one thing is done, so that all that follows from it is of the same moment and can be
 * written down as one. In milliseconds that never go back. One thread.
 */
public final class LoopTime implements LongSupplier {

    private final LongSupplier source;
    private long now;

    /** Stands at the present time of a clock. */
    public LoopTime(LongSupplier source) {
        this.source = source;
        this.now = source.getAsLong();
    }

    /** Something else begins to be done. */
    public void tick() {
        now = source.getAsLong();
    }

    /** When what is done now began. */
    @Override
    public long getAsLong() {
        return now;
    }

    /** What the clock shows while something is done. */
    long running() {
        return source.getAsLong();
    }
}
