package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.record.Series;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How some metrics of a run developed: {@value #POINTS} values each, in the middles of equal parts of the run. Immutable.
 */
public final class Curves {

    /** Values per curve. */
    public static final int POINTS = 500;

    private final long spanMillis;
    private final Map<Metric, double[]> values = new EnumMap<>(Metric.class);

    /** Takes the arrays over. */
    Curves(long spanMillis, Map<Metric, double[]> values) {
        this.spanMillis = spanMillis;
        this.values.putAll(values);
    }

    /** The length of the run. */
    long spanMillis() {
        return spanMillis;
    }

    /** Samples a column of a series, which keeps each value until its next row. */
    static double[] sampled(Series series, int column, double factor) {
        long span = series.timeMillis(series.rows() - 1);
        double[] sampled = new double[POINTS];
        int row = 0;
        for (int point = 0; point < POINTS; point++) {
            double time = (point + 0.5) * span / POINTS;
            while (row + 1 < series.rows() && series.timeMillis(row + 1) <= time) {
                row++;
            }
            sampled[point] = factor * series.value(row, column);
        }
        return sampled;
    }

    /** The curve of a metric, or null. */
    double @Nullable [] of(Metric metric) {
        double[] curve = values.get(metric);
        return curve == null ? null : curve.clone();
    }

    /** The first point that is not before a time. */
    int pointAfter(long timeMillis) {
        return timeMillis == 0 ? 0 : (int) Math.min(POINTS, Math.ceil((double) timeMillis * POINTS / spanMillis));
    }

    /** The value at a time; that of the end behind it. NaN when there is no such curve. */
    double at(Metric metric, double timeMillis) {
        double[] curve = values.get(metric);
        if (curve == null) {
            return Double.NaN;
        }
        int point = spanMillis == 0 ? 0 : (int) (timeMillis / spanMillis * POINTS);
        return curve[Math.min(POINTS - 1, point)];
    }
}
