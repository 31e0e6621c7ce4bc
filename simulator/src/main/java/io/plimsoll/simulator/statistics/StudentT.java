package io.plimsoll.simulator.statistics;

/**
 * Student's t distribution with a whole number of degrees of freedom, by the finite sums of M. Abramowitz and I. Stegun,
 * "Handbook of Mathematical Functions", 26.7.3 and 26.7.4. The absolute error is about 1e-15 times the degrees of freedom.
 */
public final class StudentT {

    private StudentT() {}

    /**
     * The probability that a value is at least this far from 0, in either direction.
     *
     * @param degrees degrees of freedom, at least 1
     */
    public static double outside(double t, int degrees) {
        return Math.max(0, 1 - inside(StrictMath.atan(Math.abs(t) / Math.sqrt(degrees)), degrees));
    }

    /**
     * How far from 0 a value is at most with this probability.
     *
     * @param confidence above 0 and below 1
     * @param degrees degrees of freedom, at least 1
     */
    public static double within(double confidence, int degrees) {
        double low = 0;
        double high = Math.PI / 2;
        while (true) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                return Math.sqrt(degrees) * StrictMath.tan(middle);
            }
            if (inside(middle, degrees) < confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /** The probability of a value nearer to 0 than the root of the degrees of freedom times the tangent of the angle. */
    private static double inside(double angle, int degrees) {
        double sine = StrictMath.sin(angle);
        double cosine = StrictMath.cos(angle);
        boolean even = degrees % 2 == 0;
        double term = even ? 1 : cosine;
        double sum = 0;
        for (int i = even ? 2 : 3; i <= degrees; i += 2) {
            sum += term;
            term *= cosine * cosine * (i - 1) / i;
        }
        return even ? sine * sum : 2 / Math.PI * (angle + sine * sum);
    }
}
