package io.plimsoll.simulator.statistics;

/**
 * The standard normal distribution. The distribution function is the Taylor series around 0 of G. Marsaglia, "Evaluating
 * the Normal Distribution", Journal of Statistical Software 11(4), 2004; the absolute error is below 1e-15.
 */
final class Normal {

    private static final double ROOT_OF_TWO_PI = 2.5066282746310002;
    /** Beyond this nothing is left that a double could add to 1. */
    private static final double FAR = 8.5;

    private Normal() {}

    /** The probability of a value below x. */
    static double below(double x) {
        if (x < -FAR) {
            return 0;
        }
        if (x > FAR) {
            return 1;
        }
        double term = x;
        double sum = 0;
        for (int i = 1; sum + term != sum; i++) {
            sum += term;
            term *= x * x / (2 * i + 1);
        }
        return 0.5 + sum * StrictMath.exp(-x * x / 2) / ROOT_OF_TWO_PI;
    }

    /** The value that has this probability below it; 0 &lt; p &lt; 1. By bisection. */
    static double quantile(double probability) {
        double low = -FAR;
        double high = FAR;
        while (true) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                return middle;
            }
            if (below(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }
}
