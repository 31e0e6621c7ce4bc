package io.plimsoll.core.policy;

/**
 * {@code trunc(100 / (1 + exp(-d / 1000)))} without a call of {@code exp}: the function only grows, so 100 thresholds,
 * found once by bisection over the doubles, give exactly its value.
 */
final class SigmoidPercent {

    /** The largest value. */
    static final int MAXIMUM = 100;

    /** At position {@code k - 1} the smallest difference whose value is at least {@code k}. */
    private static final double[] THRESHOLDS = thresholds();

    private SigmoidPercent() {}

    /** The value for a difference in thousandths of devices, of at most a few million either way. */
    static int of(double difference) {
        int low = 0;
        int high = MAXIMUM;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (THRESHOLDS[middle] <= difference) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The definition. */
    static int plain(double difference) {
        return (int) (100 * (1 / (1 + StrictMath.exp(-(difference / 1000)))));
    }

    private static double[] thresholds() {
        double[] thresholds = new double[MAXIMUM];
        for (int k = 1; k <= MAXIMUM; k++) {
            long low = ordered(-1e7);
            long high = ordered(1e7);
            while (low < high) {
                long middle = (low >> 1) + (high >> 1) + (low & high & 1);
                if (plain(fromOrdered(middle)) >= k) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            thresholds[k - 1] = fromOrdered(low);
        }
        return thresholds;
    }

    /** Doubles as integers of the same order. */
    private static long ordered(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits >= 0 ? bits : Long.MIN_VALUE - bits;
    }

    private static double fromOrdered(long ordered) {
        return Double.longBitsToDouble(ordered >= 0 ? ordered : Long.MIN_VALUE - ordered);
    }
}
