package io.plimsoll.extender.live;

import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.extender.wire.OfferedList;
import io.plimsoll.extender.wire.PreemptRequest;
import java.util.List;

/**
 * Is told of every decision before its answer leaves, and of every hold that is made or given back, by the thread that decides and
 * in its order. Holds of a decision are told before it. What is handed over is reused by the next decision.
 */
public interface DecisionListener {

    /** Nobody listens. */
    DecisionListener NONE = new DecisionListener() {
        @Override
        public void deciding() {}

        @Override
        public void passed(String verb, AskedPod pod) {}

        @Override
        public void filtered(AskedPod pod, OfferedList offered, Chosen chosen) {}

        @Override
        public void scored(AskedPod pod, OfferedList offered, int[] scores, long looks) {}

        @Override
        public void preempted(AskedPod pod, PreemptRequest request, Evicts evicts) {}

        @Override
        public void bindingChecked(AskedPod pod, BindRequest request, BindVerdict verdict, long decision) {}

        @Override
        public void abandoned() {}

        @Override
        public void held(AskedPod pod, Held held) {}

        @Override
        public void unheld(String uid) {}
    };

    /**
     * What a filter request came to.
     *
     * @param entries the entries of the offered list that passed, in its order
     * @param passed how many of them
     * @param picks whether one of them was to be picked
     * @param decision number of the decision among those of its profile
     * @param cursor the slot from which next fit went on
     * @param looks how many times the clock was looked at before the time was over; -1 when it was not
     */
    @SuppressWarnings("ArrayRecordComponent") // a view of the reply, which lives as long as the decision
    record Chosen(int[] entries, int passed, boolean picks, long decision, int cursor, long looks) {}

    /**
     * What a preempt request came to.
     *
     * @param nodes the nodes that are left, each with the pods that must leave it
     * @param decision number of the newest decision of the profile
     * @param looks as of {@link Chosen}
     */
    record Evicts(List<PreemptRequest.Victims> nodes, long decision, long looks) {}

    /**
     * Space that is held.
     *
     * @param slot on which node
     * @param devices the devices, as bits
     * @param until when the hold is overdue
     * @param nominated whether others must leave the node before
     */
    record Held(int slot, long devices, long until, boolean nominated) {}

    /** A request begins to be decided. */
    void deciding();

    /** A request about a pod that is not ours to decide, or in a mode in which the verb decides nothing. */
    void passed(String verb, AskedPod pod);

    /** A filter request was decided. */
    void filtered(AskedPod pod, OfferedList offered, Chosen chosen);

    /**
     * A prioritize request was decided.
     *
     * @param scores by entry of the offered list
     * @param looks as of {@link Chosen}
     */
    void scored(AskedPod pod, OfferedList offered, int[] scores, long looks);

    /** A preempt request was decided. */
    void preempted(AskedPod pod, PreemptRequest request, Evicts evicts);

    /**
     * It was looked again whether a pod may be bound.
     *
     * @param decision number of the newest decision of the profile
     */
    void bindingChecked(AskedPod pod, BindRequest request, BindVerdict verdict, long decision);

    /** A request that began to be decided has no answer. */
    void abandoned();

    /** Space is held for a pod, in place of what was held for it before. */
    void held(AskedPod pod, Held held);

    /** What was held for a pod was given back. */
    void unheld(String uid);
}
