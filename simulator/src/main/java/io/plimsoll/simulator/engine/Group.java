package io.plimsoll.simulator.engine;

import io.plimsoll.core.state.Checks;
import io.plimsoll.simulator.record.StateExchange;
import java.util.Arrays;

/**
 * Pods of one owner that arrived together: all that did not end have places, or none has. One that finished, or that is gone
 * for good, is not missed.
 */
final class Group {

    /** The number of its owner. */
    final int owner;
    /** When its pods arrived. */
    final long arrivalMillis;
    /** The order of the waiting member that comes first. */
    long order;
    /** The version of what could help at the last failed attempt. */
    long failedAt = WaitingClass.NEVER;

    private int[] waiting = new int[4];
    private int waitingCount;
    private int[] placed = new int[4];
    private int held;

    Group(int owner, long arrivalMillis) {
        this.owner = owner;
        this.arrivalMillis = arrivalMillis;
    }

    /** A member waits: it just arrived, or lost its place. */
    void waits(int pod, long podOrder) {
        if (waitingCount == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * waitingCount);
        }
        order = waitingCount == 0 ? podOrder : Math.min(order, podOrder);
        waiting[waitingCount++] = pod;
    }

    /** All that wait have places now. */
    void allPlaced() {
        if (held + waitingCount > placed.length) {
            placed = Arrays.copyOf(placed, Math.max(held + waitingCount, 2 * held));
        }
        System.arraycopy(waiting, 0, placed, held, waitingCount);
        held += waitingCount;
        waitingCount = 0;
    }

    /** A member that had a place has none any more, and does not wait here yet, or has ended. */
    void leavesPlace(int pod) {
        int at = 0;
        while (placed[at] != pod) {
            at++;
        }
        placed[at] = placed[--held];
    }

    /** A member that has a place, {@code i < held()}, in no order. */
    int placed(int i) {
        return placed[i];
    }

    /** Nobody waits any more: the group was given up. */
    void givenUp() {
        waitingCount = 0;
    }

    /** The members that wait; only the first {@link #waitingCount()} mean anything. Do not change. */
    int[] waiting() {
        return waiting;
    }

    int waitingCount() {
        return waitingCount;
    }

    /** How many have places. */
    int held() {
        return held;
    }

    /** Checks that it has all or nothing: the body of {@link Checks#FULL}. */
    void check() {
        if (held < 0 || (held > 0 && waitingCount > 0)) {
            throw Checks.corrupted(
                    "pod group of owner " + owner, "all or nothing", held + " placed and " + waitingCount + " waiting");
        }
    }

    /** Exchanges what is not known from the pods themselves. */
    void state(StateExchange state) {
        failedAt = state.number(failedAt);
    }
}
