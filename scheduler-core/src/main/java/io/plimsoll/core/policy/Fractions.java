package io.plimsoll.core.policy;

/** Amounts as parts of a capacity, in whole hundred-millionths and rounded down. Exact for every quantity the model allows. */
final class Fractions {

    /** The whole capacity. A square of it fits a {@code long} 900 times over. */
    static final long SCALE = 100_000_000;

    private Fractions() {}

    /**
     * {@code floor(amount x SCALE / capacity)}, without a division of integers, brought into 0..SCALE: less than nothing is nothing, and more than the
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
        // The nearest double is at most one off. Both products wrap around; their difference is small and exact.
        long quotient = (long) ((double) amount * SCALE / capacity);
        long remainder = amount * SCALE - quotient * capacity;
        if (remainder < 0) {
            return quotient - 1;
        }
        return remainder >= capacity ? quotient + 1 : quotient;
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
