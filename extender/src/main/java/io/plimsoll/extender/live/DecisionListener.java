package io.plimsoll.extender.live;

import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.OfferedList;

/**
 * Is told of every decision before its answer leaves, by the thread that decides and in its order. What is handed over
 * is reused by the next decision.
 */
public interface DecisionListener {

    /** Nobody listens. */
    DecisionListener NONE = new DecisionListener() {
        @Override
        public void passed(long at, String verb, AskedPod pod) {}

        @Override
        public void filtered(AskedPod pod, OfferedList offered, Chosen chosen) {}

        @Override
        public void scored(long at, AskedPod pod, OfferedList offered, int[] scores) {}

        @Override
        public void unheld(String uid) {}
    };

    /**
     * What a filter request came to.
     *
     * @param at the time by which it was decided, in milliseconds of the ledger's clock
     * @param entries the entries of the offered list that passed, in its order
     * @param passed how many of them
     * @param decision number of the decision among those of its profile; -1 where none of the nodes was to be chosen
     * @param cursor the slot from which next fit went on
     * @param devices the devices that are held, as bits
     * @param until when the hold is overdue; 0 when nothing is held
     */
    @SuppressWarnings("ArrayRecordComponent") // a view of the reply, which lives as long as the decision
    record Chosen(long at, int[] entries, int passed, long decision, int cursor, long devices, long until) {}

    /** A request about a pod that is not ours to decide, or in a mode in which the verb decides nothing. */
    void passed(long at, String verb, AskedPod pod);

    /** A filter request was decided, and what is to be held is held. */
    void filtered(AskedPod pod, OfferedList offered, Chosen chosen);

    /**
     * A prioritize request was decided.
     *
     * @param scores by entry of the offered list
     */
    void scored(long at, AskedPod pod, OfferedList offered, int[] scores);

    /** A decision could not be kept: what was held for the pod is not. */
    void unheld(String uid);
}
