package io.plimsoll.simulator.engine;

import io.plimsoll.simulator.record.StateExchange;

/** How many pods of one owner have lost their place, against how many may by drains. */
final class Budget {

    private final int maxUnavailable;
    private int unavailable;

    Budget(int maxUnavailable) {
        this.maxUnavailable = maxUnavailable;
    }

    /** Whether one more pod may be moved away. */
    boolean allowsOneMore() {
        return unavailable < maxUnavailable;
    }

    /** A pod lost its place, whatever the reason. */
    void missesOne() {
        unavailable++;
    }

    /** A pod that had lost its place has another one, or is missed no more. */
    void hasOneBack() {
        unavailable--;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        unavailable = state.small(unavailable);
    }
}
