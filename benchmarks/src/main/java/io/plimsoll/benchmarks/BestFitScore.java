package io.plimsoll.benchmarks;

/**
 * Best fit by the L2 norm, written down again for the baselines, from what the policy's documentation says: shares of a
 * node in hundred-millionths, rounded down; the root of the mean of their squares, rounded down; the least is best.
 */
final class BestFitScore {

    static final long SCALE = 100_000_000;

    private final long[] capacity;

    BestFitScore(long[] capacity) {
        this.capacity = capacity;
    }

    /** What is left of a resource, as a share. */
    long share(int resource, long left) {
        long whole = left / capacity[resource];
        long rest = left % capacity[resource];
        // In two steps, so that no product exceeds 63 bits.
        long first = rest * 10_000;
        long second = first % capacity[resource] * 10_000;
        return whole * SCALE + first / capacity[resource] * 10_000 + second / capacity[resource];
    }

    /** The norm, from the sum of the squares of the shares. */
    long norm(long squares) {
        long mean = squares / capacity.length;
        long root = (long) Math.sqrt((double) mean);
        while (root * root > mean) {
            root--;
        }
        while ((root + 1) * (root + 1) <= mean) {
            root++;
        }
        return root;
    }
}
