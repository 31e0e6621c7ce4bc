package io.plimsoll.simulator.engine;

import io.plimsoll.simulator.record.StateExchange;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a simulation knows of a pod besides what its cluster knows, by the pod's number in the cluster. */
final class PodLedger {

    private static final long NOT_RUNNING = -1;
    private static final int ORDER = 0;
    private static final int WAITING_SINCE = 1;
    private static final int DURATION = 2;
    private static final int START = 3;
    private static final int START_MILLIS = 4;
    private static final int FLAGS = 5;
    /** With two unused, so that a pod's numbers lie in one cache line: pods end in random order. */
    private static final int WIDTH = 8;

    private static final long PLACED_BEFORE = 1;
    private static final long UNTRIED = 2;
    private static final long BUDGET = 4;

    private long[] rows = new long[64 * WIDTH];
    private @Nullable Budget[] budgets = new Budget[64];

    /**
     * A pod arrived.
     *
     * @param order its place among those that wait, lower first
     * @param durationMillis how long it runs; below 0 when that is not known
     * @param budget of its owner; null when that has none
     */
    void arrived(int pod, long order, long nowMillis, long durationMillis, @Nullable Budget budget) {
        if (pod >= budgets.length) {
            int length = Math.max(pod + 1, 2 * budgets.length);
            rows = Arrays.copyOf(rows, length * WIDTH);
            budgets = Arrays.copyOf(budgets, length);
        }
        int row = pod * WIDTH;
        rows[row + ORDER] = order;
        rows[row + WAITING_SINCE] = nowMillis;
        rows[row + DURATION] = durationMillis;
        rows[row + START] = NOT_RUNNING;
        rows[row + FLAGS] = 0;
        if (budget != null) {
            budget(pod, budget);
        }
    }

    /** The pod waits without an attempt of its own. */
    void waitsUntried(int pod) {
        rows[pod * WIDTH + FLAGS] |= UNTRIED;
    }

    /** An attempt failed; whether it was the pod's first. */
    boolean failedFirst(int pod) {
        boolean first = (rows[pod * WIDTH + FLAGS] & UNTRIED) != 0;
        rows[pod * WIDTH + FLAGS] &= ~UNTRIED;
        return first;
    }

    /** The pod was placed; {@code start} numbers all placements of a run. */
    void placed(int pod, long start, long nowMillis) {
        int row = pod * WIDTH;
        rows[row + START] = start;
        rows[row + START_MILLIS] = nowMillis;
        rows[row + FLAGS] = (rows[row + FLAGS] & BUDGET) | PLACED_BEFORE;
    }

    /**
     * The pod lost its node and waits again.
     *
     * @param doneMillis how much of its duration it need not repeat
     */
    void evicted(int pod, long nowMillis, long doneMillis) {
        int row = pod * WIDTH;
        rows[row + START] = NOT_RUNNING;
        rows[row + WAITING_SINCE] = nowMillis;
        if (rows[row + DURATION] > 0) {
            rows[row + DURATION] -= doneMillis;
        }
    }

    /** The pod is gone. */
    void ended(int pod) {
        rows[pod * WIDTH + START] = NOT_RUNNING;
        rows[pod * WIDTH + FLAGS] = 0;
    }

    /** Whether the pod runs since that placement: if not, an end that was planned then means nothing any more. */
    boolean runsSince(int pod, long start) {
        return rows[pod * WIDTH + START] == start;
    }

    /** The number of its placement. */
    long start(int pod) {
        return rows[pod * WIDTH + START];
    }

    /** When it was placed. */
    long startMillis(int pod) {
        return rows[pod * WIDTH + START_MILLIS];
    }

    /** The budget of its owner; null when that has none. */
    @Nullable
    Budget budget(int pod) {
        return (rows[pod * WIDTH + FLAGS] & BUDGET) == 0 ? null : budgets[pod];
    }

    long order(int pod) {
        return rows[pod * WIDTH + ORDER];
    }

    long waitingSince(int pod) {
        return rows[pod * WIDTH + WAITING_SINCE];
    }

    long durationMillis(int pod) {
        return rows[pod * WIDTH + DURATION];
    }

    boolean placedBefore(int pod) {
        return (rows[pod * WIDTH + FLAGS] & PLACED_BEFORE) != 0;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        rows = state.numbers(rows);
        budgets = Arrays.copyOf(budgets, rows.length / WIDTH);
    }

    /** The budget of a pod whose other state was taken. */
    void budget(int pod, @Nullable Budget budget) {
        budgets[pod] = budget;
        rows[pod * WIDTH + FLAGS] = (rows[pod * WIDTH + FLAGS] & ~BUDGET) | (budget == null ? 0 : BUDGET);
    }
}
