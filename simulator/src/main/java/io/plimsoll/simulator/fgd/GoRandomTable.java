package io.plimsoll.simulator.fgd;

/**
 * The additive constants of Go's {@code math/rand} source, derived from their definition instead of copied.
 *
 * <p>They are the state of an additive lagged Fibonacci generator, {@code z[n+607] = z[n+334] + z[n]} modulo 2^64,
 * after 7.8e12 steps from a start filled by a Lehmer generator. One step multiplies by x in the ring of polynomials
 * over Z/2^64 modulo {@code x^607 - x^334 - 1}, so that if {@code x^N} is congruent to {@code sum c[i] x^i} then
 * {@code z[N+j] = sum c[i] z[i+j]}. The power takes 43 squarings: some ten milliseconds instead of hours.
 *
 * <p>Source: the Go project's {@code gen_cooked.go} describes the procedure; D. E. Knuth, The Art of Computer
 * Programming 2, section 3.2.2, the generator; jumping ahead by polynomial powers is from H. Haramoto et al., Efficient
 * Jump Ahead for F2-Linear Random Number Generators, INFORMS J. Computing 2008.
 */
final class GoRandomTable {

    /** Length of the state. */
    static final int LENGTH = 607;

    /** The second lag: word n is the sum of words n - 607 and n - 273. */
    static final int LAG = 273;

    /** Warm-up steps of the Lehmer generator before the first word is drawn. */
    static final int WARM_UP = 20;

    private static final long STEPS = 7_800_000_000_000L;

    private static final long[] WORDS = compute();

    private GoRandomTable() {}

    /** The constant added to state word {@code index} when a source is seeded. */
    static long word(int index) {
        return WORDS[index];
    }

    /** The next value of the Lehmer generator behind all seeding: 48271 x mod 2^31 - 1. */
    static int lehmer(int x) {
        return (int) (48271L * x % Integer.MAX_VALUE);
    }

    private static long[] compute() {
        long[] sequence = start();
        long[] power = powerOfX(STEPS);
        long[] words = new long[LENGTH];
        for (int j = 0; j < LENGTH; j++) {
            long sum = 0;
            for (int i = 0; i < LENGTH; i++) {
                sum += power[i] * sequence[i + j];
            }
            words[slot(STEPS + j)] = sum;
        }
        return words;
    }

    /** The words z[0..2*607-1]: the seeded state in the order in which it is consumed, and as many steps after it. */
    private static long[] start() {
        long[] state = new long[LENGTH];
        int x = 1;
        for (int i = 0; i < WARM_UP; i++) {
            x = lehmer(x);
        }
        for (int i = 0; i < LENGTH; i++) {
            int first = lehmer(x);
            int second = lehmer(first);
            x = lehmer(second);
            state[i] = (long) first << 20 ^ (long) second << 10 ^ x;
        }
        long[] sequence = new long[2 * LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            sequence[i] = state[slot(i)];
        }
        for (int i = LENGTH; i < sequence.length; i++) {
            sequence[i] = sequence[i - LENGTH] + sequence[i - LAG];
        }
        return sequence;
    }

    /** Where in the state word z[n] stands: the feed pointer starts below 334 and walks down. */
    private static int slot(long n) {
        return Math.floorMod(LENGTH - LAG - 1 - n, LENGTH);
    }

    /** The coefficients of x^exponent modulo x^607 - x^334 - 1, by square and multiply from the top bit down. */
    private static long[] powerOfX(long exponent) {
        long[] result = new long[LENGTH];
        result[0] = 1;
        for (int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(exponent); bit >= 0; bit--) {
            result = square(result);
            if ((exponent >>> bit & 1) == 1) {
                result = timesX(result);
            }
        }
        return result;
    }

    private static long[] square(long[] factor) {
        long[] product = new long[2 * LENGTH - 1];
        for (int i = 0; i < LENGTH; i++) {
            long coefficient = factor[i];
            for (int j = 0; j < LENGTH; j++) {
                product[i + j] += coefficient * factor[j];
            }
        }
        for (int i = product.length - 1; i >= LENGTH; i--) {
            product[i - LENGTH] += product[i];
            product[i - LAG] += product[i];
        }
        long[] remainder = new long[LENGTH];
        System.arraycopy(product, 0, remainder, 0, LENGTH);
        return remainder;
    }

    private static long[] timesX(long[] factor) {
        long[] product = new long[LENGTH];
        long top = factor[LENGTH - 1];
        System.arraycopy(factor, 0, product, 1, LENGTH - 1);
        product[0] = top;
        product[LENGTH - LAG] += top;
        return product;
    }
}
