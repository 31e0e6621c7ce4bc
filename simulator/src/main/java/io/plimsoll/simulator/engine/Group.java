package io.plimsoll.simulator.engine;

import io.plimsoll.core.state.Checks;
import io.plimsoll.simulator.record.StateExchange;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pods of one owner that arrived together: all that did not end have places, or none has. One that finished, or that is gone
 * for good, is not missed.
 */
final class Group {

    /** The number of its owner. */
    final int owner;
    /** When its pods arrived. */
    final long arrivalMillis;
    /** Since when it waits, or waits again, for a turn of its own. */
    long waitingSinceMillis;
    /** What it asks for, while it waits and is tried together with those that ask the same. */
    @Nullable
    GroupShape shape;
    /** How many pods it had waiting when it came to its shape. */
    int shapedSize;
    /** What its waiting pods need, once somebody found out. */
    @Nullable
    GroupNeeds needs;
    /** How many selectors there were then. */
    int needsAt;
    /** The version of what could help at the last failed attempt. */
    long failedAt = WaitingClass.NEVER;

    /** Ascending by {@link #orders}. */
    private int[] waiting = new int[4];

    private long[] orders = new long[4];
    /** By waiting member: whether the node it has in prospect had room for it already when it was last asked about. */
    private boolean[] hasRoom = new boolean[4];

    private int waitingCount;
    private int[] placed = new int[4];
    private int held;

    Group(int owner, long arrivalMillis) {
        this.owner = owner;
        this.arrivalMillis = arrivalMillis;
        this.waitingSinceMillis = arrivalMillis;
    }

    /** The order of the waiting member that comes first. */
    long order() {
        return orders[0];
    }

    /** A member waits: it just arrived, or lost its place. */
    void waits(int pod, long podOrder) {
        if (waitingCount == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * waitingCount);
            orders = Arrays.copyOf(orders, 2 * waitingCount);
            hasRoom = Arrays.copyOf(hasRoom, 2 * waitingCount);
        }
        int at = waitingCount++;
        for (; at > 0 && orders[at - 1] > podOrder; at--) {
            waiting[at] = waiting[at - 1];
            orders[at] = orders[at - 1];
            hasRoom[at] = hasRoom[at - 1];
        }
        waiting[at] = pod;
        orders[at] = podOrder;
        hasRoom[at] = false;
        needs = null;
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

    /** The members that wait, in order; only the first {@link #waitingCount()} mean anything. Do not change. */
    int[] waiting() {
        return waiting;
    }

    int waitingCount() {
        return waitingCount;
    }

    /** Whether the node that a waiting member has in prospect was found to have room for it. */
    boolean hasRoom(int member) {
        return hasRoom[member];
    }

    /** The node that a waiting member has in prospect has room for it, or it is not known any more. */
    void hasRoom(int member, boolean now) {
        hasRoom[member] = now;
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
        waitingSinceMillis = state.number(waitingSinceMillis);
        for (int i = 0; i < waitingCount; i++) {
            hasRoom[i] = state.flag(hasRoom[i]);
        }
    }
}
