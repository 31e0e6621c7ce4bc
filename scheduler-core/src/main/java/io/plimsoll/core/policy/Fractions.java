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
        return of(amount, capacity, perUnit(capacity));
    }

    /** The same, with {@link #perUnit} of the capacity at hand. */
    static long of(long amount, long capacity, double perUnit) {
        if (amount <= 0) {
            return 0;
        }
        if (amount >= capacity) {
            return SCALE;
        }
        // The nearest double is at most one off. Both products wrap around; their difference is small and exact.
        long quotient = (long) (amount * perUnit);
        long remainder = amount * SCALE - quotient * capacity;
        if (remainder < 0) {
            return quotient - 1;
        }
        return remainder >= capacity ? quotient + 1 : quotient;
    }

    /** Nearly what one unit is of a capacity. */
    static double perUnit(long capacity) {
        return (double) SCALE / capacity;
    }

    /** The root of the mean of so many squares, rounded down: the largest number that squared, so many times, is not more. */
    static long rootOfMean(long squares, int count) {
        long root = (long) Math.sqrt((double) squares / count);
        if (count * root * root > squares) {
            return root - 1;
        }
        return count * (root + 1) * (root + 1) <= squares ? root + 1 : root;
    }
}
