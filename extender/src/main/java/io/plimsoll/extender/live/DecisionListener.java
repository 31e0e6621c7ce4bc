package io.plimsoll.extender.live;

import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.extender.wire.OfferedList;
import io.plimsoll.extender.wire.PreemptRequest.Victims;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told of every decision before its answer leaves, and of every hold that is made or given back, by the thread that decides and
 * in its order. Holds of a decision are told before it or after it, until it has ended. What is handed over is reused by the next decision.
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
        public void preempted(AskedPod pod, List<Victims> offered, List<Victims> found, Turn turn) {}

        @Override
        public void bindDecided(BindRequest request, @Nullable AskedPod pod, BindVerdict verdict, Turn turn) {}

        @Override
        public void ended() {}

        @Override
        public void held(AskedPod pod, Held held) {}

        @Override
        public void unheld(String uid) {}
    };

    /**
     * What a decision follows from beside the cluster.
     *
     * @param decision number of the decision among those of its profile
     * @param cursor the slot from which next fit went on
     * @param looks how many times the clock was looked at before the time was over; -1 when it was not
     */
    record Turn(long decision, int cursor, long looks) {

        /** Of a decision that no profile makes. */
        public static final Turn NONE = new Turn(0, 0, -1);

        /** The same, with its time over after so many looks at the clock. */
        Turn until(long count) {
            return new Turn(decision, cursor, count);
        }
    }

    /**
     * What a filter request came to.
     *
     * @param entries the entries of the offered list that passed, in its order
     * @param passed how many of them
     * @param picks whether one of them was to be picked
     * @param turn what it follows from
     */
    @SuppressWarnings("ArrayRecordComponent") // a view of the reply, which lives as long as the decision
    record Chosen(int[] entries, int passed, boolean picks, Turn turn) {}

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
     * @param looks as of {@link Turn}
     */
    void scored(AskedPod pod, OfferedList offered, int[] scores, long looks);

    /**
     * A preempt request was decided.
     *
     * @param offered the pods that kube-scheduler would have leave, by node
     * @param found those that shall leave, of the nodes that stay
     */
    void preempted(AskedPod pod, List<Victims> offered, List<Victims> found, Turn turn);

    /**
     * It was decided whether a pod may be bound.
     *
     * @param pod what it asks for; null where nobody knows
     */
    void bindDecided(BindRequest request, @Nullable AskedPod pod, BindVerdict verdict, Turn turn);

    /** The request that began to be decided is over, whether it has an answer or not. */
    void ended();

    /** Space is held for a pod, in place of what was held for it before. */
    void held(AskedPod pod, Held held);

    /** What was held for a pod was given back. */
    void unheld(String uid);
}
