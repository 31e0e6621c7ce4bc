package io.plimsoll.simulator.engine;

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
}
