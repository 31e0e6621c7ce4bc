package io.plimsoll.simulator.statistics;

/** Quantiles of sorted numbers. */
final class Quantiles {

    private Quantiles() {}

    /**
     * The value at rank {@code (n + 1) x probability}, counted from 1, between two values in proportion; the first or last
     * one beyond them.
     *
     * @param sorted ascending, at least one
     */
    static double of(double[] sorted, double probability) {
        double rank = (sorted.length + 1) * probability;
        if (rank <= 1) {
            return sorted[0];
        }
        if (rank >= sorted.length) {
            return sorted[sorted.length - 1];
        }
        int below = (int) rank;
        double low = sorted[below - 1];
        return low + (rank - below) * (sorted[below] - low);
    }
}
