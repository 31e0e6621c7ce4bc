package io.plimsoll.traces.generate;

/** The gamma function, the same to the last bit on every platform. */
final class Gamma {

    private static final double LOG_ROOT_TWO_PI = 0.9189385332046727;
    private static final double ENOUGH_FOR_SERIES = 16;

    private Gamma() {}

    /** The value at {@code x} of 1..100: Stirling's series where it is exact, and from there down step by step. */
    static double at(double x) {
        double above = x;
        double product = 1;
        while (above < ENOUGH_FOR_SERIES) {
            product *= above;
            above++;
        }
        double square = above * above;
        double series = (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - 1 / (1680.0 * square)) / square) / square) / above;
        return StrictMath.exp((above - 0.5) * StrictMath.log(above) - above + LOG_ROOT_TWO_PI + series) / product;
    }
}
