package io.plimsoll.simulator.record;

import io.plimsoll.core.state.Totals;

/**
 * What is used of every resource since one of its nodes got its first pod or lost its last one, or the capacity changed.
 * Every event of a run looks at all of it, and at nothing else of the resources: it lies side by side.
 */
final class HeldUse {

    private final Totals totals;
    /** By resource: its dimension, or one of the constants of {@link MeteredResource}. */
    final int[] dimension;
    /** By resource: what the nodes with pods offer. */
    final long[] occupied;
    /** By resource: what was used times how long. */
    final double[] time;
    /** By resource: the most that was used. */
    final long[] most;

    HeldUse(Totals totals, int resources) {
        this.totals = totals;
        dimension = new int[resources];
        occupied = new long[resources];
        time = new double[resources];
        most = new long[resources];
    }

    /** What is used of a resource now. */
    long used(int resource) {
        int d = dimension[resource];
        if (d >= 0) {
            return totals.used(d);
        }
        return d == MeteredResource.DEVICES ? totals.deviceUsedMilli() : 0;
    }

    /** So much of a resource, at most what the nodes with pods offer, was used for so long. */
    void hold(int resource, long used, long millis) {
        time[resource] += (double) used * millis;
        most[resource] = Math.max(most[resource], used);
    }

    /** From here on anew. */
    void reset(int resource) {
        time[resource] = 0;
        most[resource] = 0;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        for (int r = 0; r < dimension.length; r++) {
            dimension[r] = state.small(dimension[r]);
            occupied[r] = state.number(occupied[r]);
            time[r] = state.real(time[r]);
            most[r] = state.number(most[r]);
        }
    }
}
