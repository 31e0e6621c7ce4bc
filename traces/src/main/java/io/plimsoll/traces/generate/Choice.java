package io.plimsoll.traces.generate;

import java.util.Collections;
import java.util.List;

/**
 * One of several values, each with its weight. Immutable.
 *
 * @param <T> the values
 */
final class Choice<T> {

    private final List<T> values;
    private final double[] cumulative;

    private Choice(List<T> values, double[] cumulative) {
        this.values = values;
        this.cumulative = cumulative;
    }

    /** Always the same. */
    static <T> Choice<T> of(T value) {
        return evenly(List.of(value));
    }

    /** Each value as often as the others. */
    static <T> Choice<T> evenly(List<T> values) {
        return weighted(values, Collections.nCopies(values.size(), 1.0));
    }

    /** As many weights as values; none negative, and their sum positive. */
    static <T> Choice<T> weighted(List<T> values, List<Double> weights) {
        double[] cumulative = new double[values.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += weights.get(i);
            cumulative[i] = sum;
        }
        for (int i = 0; i < cumulative.length; i++) {
            cumulative[i] /= sum;
        }
        return new Choice<>(List.copyOf(values), cumulative);
    }

    /** The index of the value at a point in [0, 1): values take room on that line by their weights. O(log n). */
    int index(double point) {
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > point) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The value at a point in [0, 1). */
    T at(double point) {
        return values.get(index(point));
    }

    T value(int index) {
        return values.get(index);
    }

    int size() {
        return values.size();
    }

    /** Where in the room of its value a point lies, 0..1: as evenly spread as the point itself. */
    double within(double point) {
        int index = index(point);
        double from = index == 0 ? 0 : cumulative[index - 1];
        return (point - from) / (cumulative[index] - from);
    }
}
