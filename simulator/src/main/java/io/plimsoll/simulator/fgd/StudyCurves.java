package io.plimsoll.simulator.fgd;

import java.util.EnumMap;
import java.util.Map;

/**
 * The result of one experiment: a row of each of the three tables, with columns 0..130 (percent of arrived demand).
 * Immutable.
 */
public final class StudyCurves {

    /** The last column. */
    public static final int LAST_COLUMN = 130;

    private final Map<StudyTable, double[]> rows = new EnumMap<>(StudyTable.class);

    /** Copies {@code LAST_COLUMN + 1} values per table; NaN is an empty cell. */
    StudyCurves(Map<StudyTable, double[]> rows) {
        rows.forEach((table, row) -> this.rows.put(table, row.clone()));
    }

    /** The value of one cell in percent, or NaN when the cell is empty. */
    public double at(StudyTable table, int column) {
        return row(table)[column];
    }

    /**
     * The largest difference between these and other curves in one table, over all columns. A cell that is empty in
     * only one of them counts as infinitely far off.
     */
    double deviation(StudyCurves other, StudyTable table) {
        double largest = 0;
        for (int column = 0; column <= LAST_COLUMN; column++) {
            double one = at(table, column);
            double two = other.at(table, column);
            if (Double.isNaN(one) != Double.isNaN(two)) {
                return Double.POSITIVE_INFINITY;
            }
            if (!Double.isNaN(one)) {
                largest = Math.max(largest, Math.abs(one - two));
            }
        }
        return largest;
    }

    private double[] row(StudyTable table) {
        double[] row = rows.get(table);
        if (row == null) {
            throw new IllegalStateException(
                    "The curves must hold table (%s).\nMaybe one was left out when they were made.".formatted(table));
        }
        return row;
    }
}
