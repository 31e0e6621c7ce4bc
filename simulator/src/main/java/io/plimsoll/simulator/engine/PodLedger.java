package io.plimsoll.simulator.engine;

import io.plimsoll.simulator.record.StateExchange;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a simulation knows of a pod besides what its cluster knows, by the pod's number in the cluster. */
final class PodLedger {

    private static final long NOT_RUNNING = -1;

    private long[] orders = new long[64];
    private long[] waitingSince = new long[64];
    private long[] durations = new long[64];
    private long[] starts = new long[64];
    private long[] startMillis = new long[64];
    private boolean[] placedBefore = new boolean[64];
    private boolean[] untried = new boolean[64];
    private @Nullable Budget[] budgets = new Budget[64];
    private int[] owners = new int[64];
    private long[] arrivals = new long[64];

    /**
     * A pod arrived.
     *
     * @param order its place among those that wait, lower first
     * @param durationMillis how long it runs; below 0 when that is not known
     * @param owner number of its owner
     * @param budget of its owner; null when that has none
     */
    void arrived(int pod, long order, long nowMillis, long durationMillis, int owner, @Nullable Budget budget) {
        if (pod >= orders.length) {
            int length = Math.max(pod + 1, 2 * orders.length);
            orders = Arrays.copyOf(orders, length);
            waitingSince = Arrays.copyOf(waitingSince, length);
            durations = Arrays.copyOf(durations, length);
            starts = Arrays.copyOf(starts, length);
            startMillis = Arrays.copyOf(startMillis, length);
            placedBefore = Arrays.copyOf(placedBefore, length);
            untried = Arrays.copyOf(untried, length);
            budgets = Arrays.copyOf(budgets, length);
            owners = Arrays.copyOf(owners, length);
            arrivals = Arrays.copyOf(arrivals, length);
        }
        orders[pod] = order;
        waitingSince[pod] = nowMillis;
        durations[pod] = durationMillis;
        starts[pod] = NOT_RUNNING;
        placedBefore[pod] = false;
        untried[pod] = false;
        budgets[pod] = budget;
        owners[pod] = owner;
        arrivals[pod] = nowMillis;
    }

    /** The number of its owner. */
    int owner(int pod) {
        return owners[pod];
    }

    /** When it arrived. */
    long arrivalMillis(int pod) {
        return arrivals[pod];
    }

    /** The pod waits without an attempt of its own. */
    void waitsUntried(int pod) {
        untried[pod] = true;
    }

    /** An attempt failed; whether it was the pod's first. */
    boolean failedFirst(int pod) {
        boolean first = untried[pod];
        untried[pod] = false;
        return first;
    }

    /** The pod was placed; {@code start} numbers all placements of a run. */
    void placed(int pod, long start, long nowMillis) {
        starts[pod] = start;
        startMillis[pod] = nowMillis;
        placedBefore[pod] = true;
        untried[pod] = false;
    }

    /**
     * The pod lost its node and waits again.
     *
     * @param doneMillis how much of its duration it need not repeat
     */
    void evicted(int pod, long nowMillis, long doneMillis) {
        starts[pod] = NOT_RUNNING;
        waitingSince[pod] = nowMillis;
        if (durations[pod] > 0) {
            durations[pod] -= doneMillis;
        }
    }

    /** The pod is gone. */
    void ended(int pod) {
        starts[pod] = NOT_RUNNING;
        budgets[pod] = null;
    }

    /** Whether the pod runs since that placement: if not, an end that was planned then means nothing any more. */
    boolean runsSince(int pod, long start) {
        return starts[pod] == start;
    }

    /** The number of its placement. */
    long start(int pod) {
        return starts[pod];
    }

    /** When it was placed. */
    long startMillis(int pod) {
        return startMillis[pod];
    }

    /** The budget of its owner; null when that has none. */
    @Nullable
    Budget budget(int pod) {
        return budgets[pod];
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

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        orders = state.numbers(orders);
        waitingSince = state.numbers(waitingSince);
        durations = state.numbers(durations);
        starts = state.numbers(starts);
        startMillis = state.numbers(startMillis);
        placedBefore = state.flags(placedBefore);
        untried = state.flags(untried);
        budgets = Arrays.copyOf(budgets, orders.length);
        owners = state.smalls(owners);
        arrivals = state.numbers(arrivals);
    }

    /** The budget of a pod whose other state was taken. */
    void budget(int pod, @Nullable Budget budget) {
        budgets[pod] = budget;
    }
}
