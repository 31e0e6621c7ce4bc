package io.plimsoll.simulator.fgd;

/**
 * The random numbers of Go's {@code math/rand} package for a given seed, value for value.
 *
 * <p>The study drew its arrival orders, clones and node orders from that generator, so reproducing its cells takes the
 * same stream. It is an additive lagged Fibonacci generator ({@link GoRandomTable}) whose state is filled by a Lehmer
 * generator. Constant time per draw; not thread-safe: one instance per experiment.
 */
final class GoRandom {

    private static final int ZERO_SEED = 89482311;

    private final long[] state = new long[GoRandomTable.LENGTH];
    private int tap;
    private int feed = GoRandomTable.LENGTH - GoRandomTable.LAG;

    /** A source as {@code rand.NewSource(seed)} makes it; every seed is valid. */
    GoRandom(long seed) {
        int reduced = (int) Math.floorMod(seed, (long) Integer.MAX_VALUE);
        int x = reduced == 0 ? ZERO_SEED : reduced;
        for (int i = 0; i < GoRandomTable.WARM_UP; i++) {
            x = GoRandomTable.lehmer(x);
        }
        for (int i = 0; i < state.length; i++) {
            int first = GoRandomTable.lehmer(x);
            int second = GoRandomTable.lehmer(first);
            x = GoRandomTable.lehmer(second);
            state[i] = (long) first << 40 ^ (long) second << 20 ^ x ^ GoRandomTable.word(i);
        }
    }

    /** The next 64 bits. */
    long uint64() {
        tap = tap == 0 ? state.length - 1 : tap - 1;
        feed = feed == 0 ? state.length - 1 : feed - 1;
        long sum = state[feed] + state[tap];
        state[feed] = sum;
        return sum;
    }

    /** The next value in 0..2^63-1. */
    long int63() {
        return uint64() & Long.MAX_VALUE;
    }

    /** The next value in 0..2^32-1. */
    long uint32() {
        return int63() >>> 31;
    }

    /** The next value in 0..2^31-1. */
    int int31() {
        return (int) (int63() >>> 32);
    }

    /**
     * A uniform value in 0..bound-1, as Go's {@code Intn} draws it: by rejection and remainder.
     *
     * @param bound at least 1
     */
    int intn(int bound) {
        if ((bound & bound - 1) == 0) {
            return int31() & bound - 1;
        }
        int largest = (int) ((1L << 31) - 1 - (1L << 31) % bound);
        int value = int31();
        while (value > largest) {
            value = int31();
        }
        return value % bound;
    }

    /** Shuffles in place as Go's {@code Shuffle}: Fisher-Yates from the end, with Lemire's bounded draws. */
    void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = lemire(i + 1);
            int moved = values[i];
            values[i] = values[j];
            values[j] = moved;
        }
    }

    /** A permutation of 0..length-1, as Go's {@code Perm} builds it from the inside out. */
    int[] perm(int length) {
        int[] permutation = new int[length];
        for (int i = 0; i < length; i++) {
            int j = intn(i + 1);
            permutation[i] = permutation[j];
            permutation[j] = i;
        }
        return permutation;
    }

    /** A uniform value in 0..bound-1 by multiplication (D. Lemire, Fast Random Integer Generation in an Interval). */
    private int lemire(int bound) {
        long product = uint32() * bound;
        long low = product & 0xFFFF_FFFFL;
        if (low < bound) {
            long threshold = ((1L << 32) - bound) % bound;
            while (low < threshold) {
                product = uint32() * bound;
                low = product & 0xFFFF_FFFFL;
            }
        }
        return (int) (product >>> 32);
    }
}
