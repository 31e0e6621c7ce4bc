package io.plimsoll.extender.live;

import java.util.function.LongSupplier;

/**
 * A clock of milliseconds that follows another, but neither goes back nor jumps: a step of the other that is backward, or larger than it can
 * be while somebody looks all the time, is no time that passed. So a hold never ends because a clock was set, or because the process stood
 * still and heard nothing meanwhile. It must be looked at more often than the largest step is long. O(1). One thread.
 */
public final class SteadyClock implements LongSupplier {

    private final LongSupplier source;
    private final long largestStep;
    private long seen;
    private long now;

    /**
     * A clock that shows 0.
     *
     * @param largestStep how much may pass between two looks, in milliseconds
     */
    public SteadyClock(LongSupplier source, long largestStep) {
        this.source = source;
        this.largestStep = largestStep;
        this.seen = source.getAsLong();
    }

    @Override
    public long getAsLong() {
        long at = source.getAsLong();
        long step = at - seen;
        seen = at;
        if (step > 0 && step <= largestStep) {
            now += step;
        }
        return now;
    }
}
