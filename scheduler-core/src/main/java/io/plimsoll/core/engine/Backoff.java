package io.plimsoll.core.engine;

/**
 * How long a pod that fitted nowhere is left alone. Ends of waits are rounded down to whole seconds, within which the order
 * is that of priorities.
 *
 * @param initialMillis after the first failed attempt; doubled with every further one
 * @param mostMillis the longest; 0 for no wait at all
 * @param patienceMillis after how long a pod is tried again though nothing happened that could help it
 */
public record Backoff(long initialMillis, long mostMillis, long patienceMillis) {

    /** What kube-scheduler 1.34 does unless told otherwise. */
    public static final Backoff KUBERNETES = new Backoff(1_000, 10_000, 300_000);

    /** To what ends of waits are rounded. */
    static final long WINDOW_MILLIS = 1_000;

    /** No wait has begun. */
    static final long NEVER = -1;

    /** @throws IllegalArgumentException when a time is negative */
    public Backoff {
        if (initialMillis < 0 || mostMillis < 0 || patienceMillis < 0) {
            throw new IllegalArgumentException("The times (" + initialMillis + ", " + mostMillis + ", " + patienceMillis
                    + " ms) of a backoff must not be negative." + System.lineSeparator()
                    + "Maybe 0 was meant: no wait.");
        }
    }

    /**
     * When a wait that begins now ends.
     *
     * @param failures how many attempts failed one after the other, at least 1
     */
    long endMillis(long nowMillis, int failures) {
        if (mostMillis == 0) {
            return NEVER;
        }
        int doublings = Math.min(failures - 1, Long.SIZE - 2);
        long wait = initialMillis > mostMillis >> doublings ? mostMillis : initialMillis << doublings;
        return (nowMillis + wait) / WINDOW_MILLIS * WINDOW_MILLIS;
    }

    /** Whether a wait that ends then is not over. */
    static boolean isBackingOff(long endMillis, long nowMillis) {
        return endMillis != NEVER && endMillis >= nowMillis / WINDOW_MILLIS * WINDOW_MILLIS;
    }
}
