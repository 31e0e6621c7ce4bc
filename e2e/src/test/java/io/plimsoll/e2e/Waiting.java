package io.plimsoll.e2e;

/** Waits for what other programs do. */
final class Waiting {

    private static final long LOOK_MILLIS = 50;

    private Waiting() {}

    /** Something that may be so by now. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Returns how many milliseconds it took until something was so; fails when it is not in time. */
    static long until(String what, long millis, Condition condition) throws Exception {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begin > millis * 1_000_000) {
                throw new AssertionError(what + ": it must be so within " + millis + " ms.");
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
