package io.plimsoll.simulator.statistics;

/**
 * What is known of a quantity from independent observations.
 *
 * @param count number of observations
 * @param mean their mean; NaN without any
 * @param deviation their standard deviation, divisor n - 1; NaN for fewer than two
 */
public record Sample(int count, double mean, double deviation) {

    /** The sample of these observations. Equal ones have exactly their value as mean and no deviation. */
    public static Sample of(double[] values) {
        if (values.length == 0) {
            return new Sample(0, Double.NaN, Double.NaN);
        }
        double first = values[0];
        double shifts = 0;
        for (double value : values) {
            shifts += value - first;
        }
        double mean = first + shifts / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
        return new Sample(values.length, mean, deviation);
    }
}
