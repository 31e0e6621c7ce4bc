package io.plimsoll.extender.live;

import io.plimsoll.core.engine.OfferedNodes;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.extender.wire.OfferedList;

/** Has the nodes of a request judged, for as long as there is time. One thread. */
final class Judging {

    private final OfferedList offered;
    private final TimeBudget budget;
    private int[] slots = new int[64];

    Judging(OfferedList offered, TimeBudget budget) {
        this.offered = offered;
        this.budget = budget;
    }

    /** What is to be said of the nodes that are offered now and known. O(of them). */
    OfferedNodes of(Scheduler scheduler, PodClass podClass) {
        if (slots.length < offered.count()) {
            slots = new int[Math.max(offered.count(), 2 * slots.length)];
        }
        return scheduler.offer(podClass, slots, offered.knownSlots(slots), budget::isOver);
    }
}
