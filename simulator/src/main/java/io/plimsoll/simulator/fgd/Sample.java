package io.plimsoll.simulator.fgd;

import java.util.Collection;

/**
 * What is known of one cell over several seeds.
 *
 * @param count number of seeds with a value
 * @param mean their mean; NaN without any
 * @param deviation their standard deviation (of the sample, divisor n - 1); NaN for fewer than two
 */
public record Sample(int count, double mean, double deviation) {

    /** The sample of one cell of several curves; empty cells are left out. */
    static Sample of(Collection<StudyCurves> curves, StudyTable table, int column) {
        double[] values = curves.stream()
                .mapToDouble(curve -> curve.at(table, column))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
        return new Sample(values.length, mean, deviation);
    }

    /** The standard error of the difference between the means of this and another sample. */
    double standardError(Sample other) {
        return Math.sqrt(deviation * deviation / count + other.deviation * other.deviation / other.count);
    }
}
