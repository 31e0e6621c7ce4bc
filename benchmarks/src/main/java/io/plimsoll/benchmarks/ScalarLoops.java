package io.plimsoll.benchmarks;

/** One node after the other. */
final class ScalarLoops implements ScanLoops {

    @Override
    public double least(double[][] free, double[] inverse, long[] request, int from, int to) {
        double least = Double.POSITIVE_INFINITY;
        for (int node = from; node < to; node++) {
            double sum = squares(free, inverse, request, node);
            if (sum < least) {
                least = sum;
            }
        }
        return least;
    }

    @Override
    public long near(double[][] free, double[] inverse, long[] request, int from, double most) {
        long near = 0;
        for (int i = 0; i < WORD; i++) {
            if (squares(free, inverse, request, from + i) <= most) {
                near |= 1L << i;
            }
        }
        return near;
    }

    private static double squares(double[][] free, double[] inverse, long[] request, int node) {
        double sum = 0;
        for (int r = 0; r < request.length; r += 2) {
            double a = free[r][node] - request[r];
            double b = free[r + 1][node] - request[r + 1];
            if (a < 0 || b < 0) {
                return Double.POSITIVE_INFINITY;
            }
            double aShare = a * inverse[r];
            double bShare = b * inverse[r + 1];
            sum += aShare * aShare + bShare * bShare;
        }
        return sum;
    }
}
