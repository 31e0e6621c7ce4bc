package io.plimsoll.simulator.record;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What pods suffered from what happened to their nodes.
 *
 * @param evictions how often a pod lost its place and waited again, by cause; every cause is there
 * @param lostMillis how long pods ran for nothing: until they lost their place, if they had to begin anew or were gone
 * @param waitingPods number of pods that had a place before and wait for another one
 * @param preemptions who had to go for whom
 * @param groups how often room was kept for groups, and in vain
 */
public record Disruption(
        Map<EvictionCause, Long> evictions,
        long lostMillis,
        Level waitingPods,
        Preemptions preemptions,
        GroupTurns groups) {

    /** @throws IllegalArgumentException when the time is negative */
    public Disruption {
        Require.notNegative("time that pods ran for nothing", lostMillis);
        Map<EvictionCause, Long> all = new EnumMap<>(EvictionCause.class);
        for (EvictionCause cause : EvictionCause.values()) {
            all.put(cause, evictions.getOrDefault(cause, 0L));
        }
        evictions = Collections.unmodifiableMap(all);
    }

    /** Nothing happened to any node. */
    public static Disruption none() {
        return new Disruption(Map.of(), 0, Level.ZERO, Preemptions.NONE, GroupTurns.NONE);
    }
}
