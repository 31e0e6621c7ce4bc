package io.plimsoll.planner.packing;

import io.plimsoll.core.plugin.Draws;

/** Random numbers that follow from a seed, one after the other. */
final class Random {

    private final long seed;
    private long drawn;

    Random(long seed) {
        this.seed = seed;
    }

    /** Uniform in 0..bound-1; the bound is positive. */
    int below(int bound) {
        return Draws.below(Draws.draw(seed, drawn++, 0), bound);
    }
}
