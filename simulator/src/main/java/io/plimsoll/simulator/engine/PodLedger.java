package io.plimsoll.simulator.engine;

import java.util.Arrays;

/** What a simulation knows of a pod besides what its cluster knows, by the pod's number in the cluster. */
final class PodLedger {

    private static final long NOT_RUNNING = -1;

    private long[] orders = new long[64];
    private long[] waitingSince = new long[64];
    private long[] durations = new long[64];
    private long[] starts = new long[64];
    private boolean[] placedBefore = new boolean[64];

    /**
     * A pod arrived.
     *
     * @param order its place among those that wait, lower first
     * @param durationMillis how long it runs; below 0 when that is not known
     */
    void arrived(int pod, long order, long nowMillis, long durationMillis) {
        if (pod >= orders.length) {
            int length = Math.max(pod + 1, 2 * orders.length);
            orders = Arrays.copyOf(orders, length);
            waitingSince = Arrays.copyOf(waitingSince, length);
            durations = Arrays.copyOf(durations, length);
            starts = Arrays.copyOf(starts, length);
            placedBefore = Arrays.copyOf(placedBefore, length);
        }
        orders[pod] = order;
        waitingSince[pod] = nowMillis;
        durations[pod] = durationMillis;
        starts[pod] = NOT_RUNNING;
        placedBefore[pod] = false;
    }

    /** The pod was placed; {@code start} numbers all placements of a run. */
    void placed(int pod, long start) {
        starts[pod] = start;
        placedBefore[pod] = true;
    }

    /** The pod lost its node and waits again. */
    void evicted(int pod, long nowMillis) {
        starts[pod] = NOT_RUNNING;
        waitingSince[pod] = nowMillis;
    }

    /** The pod is gone. */
    void ended(int pod) {
        starts[pod] = NOT_RUNNING;
    }

    /** Whether the pod runs since that placement: if not, an end that was planned then means nothing any more. */
    boolean runsSince(int pod, long start) {
        return starts[pod] == start;
    }

    long order(int pod) {
        return orders[pod];
    }

    long waitingSince(int pod) {
        return waitingSince[pod];
    }

    long durationMillis(int pod) {
        return durations[pod];
    }

    boolean placedBefore(int pod) {
        return placedBefore[pod];
    }
}
