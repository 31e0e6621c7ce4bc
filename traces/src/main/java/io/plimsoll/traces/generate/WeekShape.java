package io.plimsoll.traces.generate;

import java.util.List;

/**
 * How arrivals vary over the hours of the day and the days of the week, as a factor whose mean over a week is 1. Between
 * full hours the factor changes evenly; days change at midnight. Immutable.
 */
final class WeekShape {

    static final int HOURS = 24;
    static final int DAYS = 7;

    private final double[] hours;
    private final double[] days;
    private final double peak;

    /** As many weights as hours of a day and days of a week, from Monday; of each at least one is positive. */
    WeekShape(List<Double> hours, List<Double> days) {
        this.hours = factors(hours);
        this.days = factors(days);
        this.peak = max(this.hours) * max(this.days);
    }

    /** The factor at a time in milliseconds since a Monday at midnight. */
    double at(double timeMillis) {
        long day = (long) (timeMillis / Calendar.DAY);
        double hour = (timeMillis - day * (double) Calendar.DAY) / Calendar.HOUR;
        int from = Math.min(HOURS - 1, (int) hour);
        double step = hours[(from + 1) % HOURS] - hours[from];
        return days[(int) (day % DAYS)] * (hours[from] + (hour - from) * step);
    }

    /** The largest factor. */
    double peak() {
        return peak;
    }

    private static double[] factors(List<Double> weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double[] factors = new double[weights.size()];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = weights.get(i) * factors.length / sum;
        }
        return factors;
    }

    private static double max(double[] factors) {
        double max = 0;
        for (double factor : factors) {
            max = Math.max(max, factor);
        }
        return max;
    }
}
