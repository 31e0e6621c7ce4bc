package io.plimsoll.traces.generate;

/**
 * Random numbers that are the same on every platform: SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom
 * Number Generators", OOPSLA 2014), with what is derived from it defined here. The generators of the Java library leave
 * some of that open to change between releases.
 */
final class SeededRandom {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final double TWO_PI = 6.283185307179586;

    private long state;

    SeededRandom(long seed) {
        state = seed;
    }

    /** An independent stream for one purpose, so that drawing more for one purpose changes no other. */
    SeededRandom stream(int purpose) {
        return new SeededRandom(mix(state + purpose * GOLDEN_GAMMA));
    }

    /** As {@link #stream(int)}, for a purpose with a name (FNV-1a over its characters). */
    SeededRandom stream(String purpose) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * FNV_PRIME;
        }
        return new SeededRandom(mix(state + mix(hash)));
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in 0..bound-1; the bound is positive. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** Uniform in 0..bound-1 for bounds up to 2^53. */
    long below(long bound) {
        return (long) (unit() * bound);
    }

    /** Uniform in [0, 1). */
    double unit() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** Uniform in (0, 1), neither of which it ever is. */
    double inside() {
        return ((next() >>> 12) + 0.5) * 0x1p-52;
    }

    /** Log-normal with a median of 1 and this standard deviation of the logarithm. */
    double logNormal(double sigma) {
        return StrictMath.exp(sigma * normal());
    }

    /** Standard normal, by Box and Muller. */
    private double normal() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - unit()));
        return radius * StrictMath.cos(TWO_PI * unit());
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
