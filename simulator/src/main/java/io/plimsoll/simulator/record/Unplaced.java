package io.plimsoll.simulator.record;

/**
 * The pods that still waited when a run ended. Their waits have no end and so are no part of {@link Waiting}.
 *
 * @param pods how many they are
 * @param meanMillis how long they had waited, on average; rounded
 * @param maxMillis how long the one had waited that had waited longest
 */
public record Unplaced(long pods, long meanMillis, long maxMillis) {

    /** @throws IllegalArgumentException when a number is negative */
    public Unplaced {
        Require.notNegative("number of pods that still waited", pods);
        Require.notNegative("wait of pods that still waited", Math.min(meanMillis, maxMillis));
    }
}
