package io.plimsoll.core.policy;

/**
 * Amounts as parts of a capacity, in whole hundred-millionths and rounded down. Exact for every quantity the model allows:
 * the division is done in three steps of a smaller radix where one product would not fit a {@code long}.
 */
final class Fractions {

    /** The whole capacity. A square of it fits a {@code long} 900 times over. */
    static final long SCALE = 100_000_000;

    /** Amounts below this can be multiplied by {@link #SCALE}. */
    private static final long DIRECT = Long.MAX_VALUE / SCALE;

    private Fractions() {}

    /**
     * {@code floor(amount x SCALE / capacity)}, brought into 0..SCALE: less than nothing is nothing, and more than the
     * capacity is all of it.
     *
     * @param capacity 1..2^50
     */
    static long of(long amount, long capacity) {
        if (amount <= 0) {
            return 0;
        }
        if (amount >= capacity) {
            return SCALE;
        }
        if (amount < DIRECT) {
            return amount * SCALE / capacity;
        }
        long first = amount * 500;
        long second = first % capacity * 500;
        long third = second % capacity * 400;
        return (first / capacity * 500 + second / capacity) * 400 + third / capacity;
    }

    /** The square root of 0..SCALE^2, rounded down. The root of the nearest double is at most one off. */
    static long root(long square) {
        long root = (long) Math.sqrt((double) square);
        if (root * root > square) {
            return root - 1;
        }
        return (root + 1) * (root + 1) <= square ? root + 1 : root;
    }
}
