package io.plimsoll.core.plugin;

/**
 * Random numbers keyed by what they are for: equal keys give equal draws, so the order of evaluation does not matter and
 * explaining a decision uses none up. The mixing function is the finaliser of SplitMix64 (Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014).
 */
public final class Draws {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Draws() {}

    /** 64 random bits for a seed, a decision number and a purpose. */
    public static long draw(long seed, long decision, int purpose) {
        return mix(mix(seed + (GOLDEN * (purpose + 1))) + (GOLDEN * decision));
    }

    /** A number from 0 to {@code bound - 1} out of 64 random bits; the bias is below {@code bound / 2^32}. */
    public static int below(long draw, int bound) {
        return (int) (((draw >>> 32) * bound) >>> 32);
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
