package io.plimsoll.simulator.engine;

import io.plimsoll.simulator.record.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * Asks a running simulation to stop. It looks before every event, so what it leaves behind is whole. May be set from any
 * thread; the first reason stays.
 */
public final class StopFlag {

    private volatile @Nullable StopReason reason;

    /** A flag that is not set. */
    public StopFlag() {}

    /** Asks to stop. */
    public synchronized void stop(StopReason why) {
        if (reason == null) {
            reason = why;
        }
    }

    /** Why to stop; null while nobody asked. */
    public @Nullable StopReason reason() {
        return reason;
    }
}
