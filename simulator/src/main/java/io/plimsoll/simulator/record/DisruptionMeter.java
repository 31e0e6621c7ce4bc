package io.plimsoll.simulator.record;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/** Knows which pods lost their place and do not have another one yet. */
final class DisruptionMeter {

    private final Map<EvictionCause, Long> evictions = new EnumMap<>(EvictionCause.class);
    private final BitSet displaced = new BitSet();
    private final LevelMeter level = new LevelMeter();
    private int displacedPods;
    private long lostMillis;
    final PreemptionMeter preemptions = new PreemptionMeter();
    private long groupTurns;
    private long groupTimeouts;

    /** @param counts whether the warm-up is over */
    void evicted(int pod, EvictionCause cause, long lost, boolean counts) {
        displaced.set(pod);
        displacedPods++;
        evictions.merge(cause, counts ? 1L : 0L, Long::sum);
        lostMillis += counts ? lost : 0;
    }

    /** A pod is gone with its node. */
    void gone(long lost, boolean counts) {
        lostMillis += counts ? lost : 0;
    }

    /** Room is kept for a group from now on. */
    void groupTurn() {
        groupTurns++;
    }

    /** No more room is kept for a group, because it took too long. */
    void groupTimedOut() {
        groupTimeouts++;
    }

    /** The pod has a place, or is given up. */
    void settled(int pod) {
        if (displacedPods > 0 && displaced.get(pod)) {
            displaced.clear(pod);
            displacedPods--;
        }
    }

    /** Everything stayed as it is for so long. */
    void hold(long millis) {
        level.hold(displacedPods, millis);
    }

    Disruption result(long spanMillis) {
        Map<EvictionCause, Long> byCause = new EnumMap<>(EvictionCause.class);
        for (EvictionCause cause : EvictionCause.values()) {
            byCause.put(cause, evictions.getOrDefault(cause, 0L));
        }
        return new Disruption(
                byCause,
                lostMillis,
                level.level(displacedPods, spanMillis),
                preemptions.result(),
                new GroupTurns(groupTurns, groupTimeouts));
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        for (EvictionCause cause : EvictionCause.values()) {
            evictions.put(cause, state.number(evictions.getOrDefault(cause, 0L)));
        }
        state.bits(displaced);
        level.state(state);
        displacedPods = state.small(displacedPods);
        lostMillis = state.number(lostMillis);
        preemptions.state(state);
        groupTurns = state.number(groupTurns);
        groupTimeouts = state.number(groupTimeouts);
    }
}
