package io.plimsoll.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;

/** How much more two threads do than one when they have nothing in common: what this machine allows at this moment. */
final class MachineLimit {

    private static final long ARITHMETIC_STEPS = 400_000_000;
    private static final long MEMORY_STEPS = 25_000_000;
    /** With four bytes each, four times as much as a second-level cache holds and far less than a third-level one. */
    private static final int RING = 1 << 20;

    private static final int ROUNDS = 3;
    private static volatile long result;

    private MachineLimit() {}

    /** Twice the time that one thread takes for a load, by the time that two take for one each. */
    record Gain(double median, double least, double most) {

        @Override
        public String toString() {
            return "%.2f x (%.2f to %.2f)".formatted(median, least, most);
        }
    }

    /** Of arithmetic in registers. */
    static Gain ofArithmetic() throws InterruptedException {
        return gain(seed -> {
            long x = seed + 1;
            for (long i = 0; i < ARITHMETIC_STEPS; i++) {
                x ^= x << 13;
                x ^= x >>> 7;
                x ^= x << 17;
            }
            return x;
        });
    }

    /** Of reads that each wait for the one before, in memory of the thread's own. */
    static Gain ofMemory() throws InterruptedException {
        int[][] rings = {ring(1), ring(2)};
        return gain(thread -> {
            int[] ring = rings[(int) thread];
            int at = 0;
            for (long i = 0; i < MEMORY_STEPS; i++) {
                at = ring[at];
            }
            return at;
        });
    }

    /** Every position names the next one, by one way through all (Sattolo, Information Processing Letters 1986). */
    private static int[] ring(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] next = new int[RING];
        for (int i = 0; i < RING; i++) {
            next[i] = i;
        }
        for (int i = RING - 1; i > 0; i--) {
            int other = random.nextInt(i);
            int swapped = next[i];
            next[i] = next[other];
            next[other] = swapped;
        }
        return next;
    }

    private static Gain gain(LongUnaryOperator load) throws InterruptedException {
        nanos(1, load);
        double[] gains = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            gains[round] = 2.0 * nanos(1, load) / nanos(2, load);
        }
        Arrays.sort(gains);
        return new Gain(gains[ROUNDS / 2], gains[0], gains[ROUNDS - 1]);
    }

    private static long nanos(int count, LongUnaryOperator load) throws InterruptedException {
        Thread[] threads = new Thread[count];
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long number = i;
            threads[i] = new Thread(() -> result = load.applyAsLong(number));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return System.nanoTime() - begin;
    }
}
