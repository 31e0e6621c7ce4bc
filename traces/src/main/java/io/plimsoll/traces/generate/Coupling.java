package io.plimsoll.traces.generate;

import org.jspecify.annotations.Nullable;

/**
 * A Gaussian copula (Nelsen: "An Introduction to Copulas", 2006): turns independent points in (0, 1), one per quantity,
 * into points that are as uniform each for itself, and correlated with one another. Immutable.
 */
final class Coupling {

    private static final double LEAST_POINT = 0x1p-53;
    private static final double LEAST_PIVOT = 1e-9;

    private final double[][] lower;

    private Coupling(double[][] lower) {
        this.lower = lower;
    }

    /**
     * The coupling of these correlations, a symmetric matrix with a diagonal of ones; null when no numbers can be
     * correlated like that, because the matrix is not positive definite. By Cholesky's decomposition.
     */
    static @Nullable Coupling of(double[][] correlations) {
        int size = correlations.length;
        double[][] lower = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = correlations[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= lower[i][k] * lower[j][k];
                }
                if (i > j) {
                    lower[i][j] = rest / lower[j][j];
                } else if (rest > LEAST_PIVOT) {
                    lower[i][i] = Math.sqrt(rest);
                } else {
                    return null;
                }
            }
        }
        return new Coupling(lower);
    }

    /** The coupled point of one quantity; depends on the independent points of this one and those before it. */
    double point(int quantity, double[] points) {
        double sum = 0;
        for (int i = 0; i <= quantity; i++) {
            sum += lower[quantity][i] * Normal.quantile(points[i]);
        }
        return Math.min(1 - LEAST_POINT, Math.max(LEAST_POINT, Normal.below(sum)));
    }
}
