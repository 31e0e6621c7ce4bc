package io.plimsoll.extender.live;

import io.plimsoll.extender.wire.AskedPod;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Holds space for pods that were decided, once it is written where it survives the process. One thread. */
final class Reservations {

    private final LiveCluster live;
    private final LongSupplier clock;
    private final @Nullable HoldJournal journal;
    private final DecisionListener listener;
    private long millis;

    Reservations(LiveCluster live, LongSupplier clock, @Nullable HoldJournal journal, DecisionListener listener) {
        this.live = live;
        this.clock = clock;
        this.journal = journal;
        this.listener = listener;
        live.onUnhold(listener::unheld);
        if (journal != null) {
            live.onHoldEnd(journal::ended);
        }
    }

    /** How long space is held from now on. */
    void setMillis(long now) {
        millis = now;
    }

    /**
     * Holds space.
     *
     * @throws IOException when it cannot be written; nothing is held then
     */
    void hold(AskedPod pod, int slot, long devices, boolean nominated) throws IOException {
        hold(pod, slot, devices, nominated, 0);
    }

    /**
     * As the other.
     *
     * @param own how long; 0 for as long as any other
     */
    void hold(AskedPod pod, int slot, long devices, boolean nominated, long own) throws IOException {
        long until = clock.getAsLong() + (own > 0 ? own : millis);
        live.hold(pod.uid(), pod.spec(), slot, devices, until, nominated);
        if (journal != null) {
            try {
                journal.held(new HoldJournal.Hold(
                        pod.uid(),
                        pod.spec().namespace(),
                        pod.spec().name(),
                        live.cluster().nodes().name(slot),
                        devices,
                        nominated));
            } catch (IOException e) {
                live.unhold(pod.uid());
                throw e;
            }
        }
        listener.held(pod, new DecisionListener.Held(slot, devices, until, nominated));
    }
}
