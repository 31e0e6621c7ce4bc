package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.compare.Metric.Unit;
import io.plimsoll.simulator.record.FixedDecimal;
import io.plimsoll.simulator.report.Cell;
import io.plimsoll.simulator.report.Words;
import io.plimsoll.simulator.statistics.Interval;

/** Values of metrics and their differences as people read them. */
final class MetricWords {

    /** What stands where there is no number. */
    static final String NOTHING = "\u2013";

    private static final int SORT_DECIMALS = 6;

    private MetricWords() {}

    /** {@code 78.3 %}, {@code 807.6}, {@code 5 min 57 s}. */
    static String value(Unit unit, double value) {
        if (Double.isNaN(value)) {
            return NOTHING;
        }
        return switch (unit) {
            case SHARE -> Words.percent(value);
            case COUNT -> Words.decimal(value, 1);
            case MILLIS -> duration(value);
        };
    }

    /** {@code +1.24 points}, {@code −12.3}, {@code +1 min 51 s}. */
    static String change(Unit unit, double change) {
        return Double.isNaN(change) ? NOTHING : (change < 0 ? "\u2212" : "+") + size(unit, Math.abs(change));
    }

    /** {@code +1.02 to +1.50 points}. */
    static String change(Unit unit, Interval interval) {
        return change(unit, interval.low()).replace("\u00a0points", "") + " to " + change(unit, interval.high());
    }

    /** How large a difference is, whatever its direction: {@code 8.0 to 9.9 points}. */
    static String range(Unit unit, Interval interval) {
        double near = Math.min(Math.abs(interval.low()), Math.abs(interval.high()));
        double far = Math.max(Math.abs(interval.low()), Math.abs(interval.high()));
        return switch (unit) {
            case SHARE -> spread(100 * near, 100 * far) + "\u00a0points";
            case COUNT -> spread(near, far);
            case MILLIS ->
                duration(near).equals(duration(far)) ? duration(near) : duration(near) + " to " + duration(far);
        };
    }

    /** The same of an interval of shares: {@code 1.8 to 2.3 %}. */
    static String percentRange(Interval interval) {
        return range(Unit.SHARE, interval).replace("points", "%");
    }

    /** A table's cell with a value. */
    static Cell cell(Unit unit, double value, String path) {
        return new Cell(value(unit, value), sortKey(value), "value-" + unit.text(), Double.isNaN(value) ? "" : path);
    }

    /** A table's cell with a difference. */
    static Cell changeCell(Unit unit, double change, String path) {
        return new Cell(
                change(unit, change), sortKey(change), "change-" + unit.text(), Double.isNaN(change) ? "" : path);
    }

    private static String sortKey(double value) {
        return Double.isNaN(value) ? "-1e15" : FixedDecimal.trimmed(value, SORT_DECIMALS);
    }

    private static String size(Unit unit, double size) {
        return switch (unit) {
            case SHARE -> Words.decimal(100 * size, 2) + "\u00a0points";
            case COUNT -> Words.decimal(size, 1);
            case MILLIS -> duration(size);
        };
    }

    private static String duration(double millis) {
        long whole = Math.round(millis);
        long rounded = whole < 10_000 ? whole : (whole + 500) / 1000 * 1000;
        return Words.duration(rounded);
    }

    /** With as many decimals as it takes to tell the ends apart, at most two. */
    private static String spread(double near, double far) {
        int decimals = Words.decimal(near, 1).equals(Words.decimal(far, 1)) ? 2 : 1;
        String from = Words.decimal(near, decimals);
        String to = Words.decimal(far, decimals);
        return from.equals(to) ? from : from + " to " + to;
    }
}
