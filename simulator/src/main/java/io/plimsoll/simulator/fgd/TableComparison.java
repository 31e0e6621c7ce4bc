package io.plimsoll.simulator.fgd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One table of one workload and policy: our rows beside the published ones.
 *
 * @param ours100 ours at 100 % of arrived demand
 * @param published100 the published at 100 %
 * @param ours130 ours at 130 %
 * @param published130 the published at 130 %
 * @param deviation the largest difference between a cell and the published cell of the same seed, over all columns and
 *     seeds; infinite when only one of them is empty; NaN without a common seed
 * @param means the comparison of the means at every tenth column
 */
public record TableComparison(
        Sample ours100,
        Sample published100,
        Sample ours130,
        Sample published130,
        double deviation,
        List<MeanComparison> means) {

    private static final int STEP = 10;
    private static final int FULL = 100;

    /**
     * The means of one column.
     *
     * @param column percent of arrived demand
     * @param difference how far our mean is from the published one; NaN when there is none
     * @param allowed how far it may be by chance; NaN when that cannot be said
     */
    public record MeanComparison(int column, double difference, double allowed) {

        private static final double FLOOR = 0.05;
        private static final double STANDARD_ERRORS = 5;

        static MeanComparison of(int column, Sample ours, Sample published) {
            double difference = Math.abs(ours.mean() - published.mean());
            return new MeanComparison(
                    column, difference, Math.max(FLOOR, STANDARD_ERRORS * ours.standardError(published)));
        }

        /** Whether the means are no further apart than chance allows. */
        public boolean agrees() {
            return difference <= allowed;
        }

        private double excess() {
            return Double.isNaN(difference / allowed) ? Double.POSITIVE_INFINITY : difference / allowed;
        }
    }

    /** Copies the means. */
    public TableComparison {
        means = List.copyOf(means);
    }

    /** Compares our rows, by seed, with the published rows of the same seeds and with all published ones. */
    static TableComparison of(
            StudyTable table,
            SortedMap<StudyKey, StudyCurves> ours,
            Collection<StudyCurves> published,
            PublishedTables tables) {
        double deviation = Double.NaN;
        for (Map.Entry<StudyKey, StudyCurves> run : ours.entrySet()) {
            @Nullable StudyCurves row = tables.row(run.getKey());
            if (row != null) {
                double largest = run.getValue().deviation(row, table);
                deviation = Double.isNaN(deviation) ? largest : Math.max(deviation, largest);
            }
        }
        List<MeanComparison> means = new ArrayList<>();
        for (int column = 0; column <= StudyCurves.LAST_COLUMN; column += STEP) {
            means.add(MeanComparison.of(
                    column, Sample.of(ours.values(), table, column), Sample.of(published, table, column)));
        }
        return new TableComparison(
                Sample.of(ours.values(), table, FULL),
                Sample.of(published, table, FULL),
                Sample.of(ours.values(), table, StudyCurves.LAST_COLUMN),
                Sample.of(published, table, StudyCurves.LAST_COLUMN),
                deviation,
                means);
    }

    /** The column whose means are furthest apart, measured by what chance allows. */
    public MeanComparison worstMean() {
        MeanComparison worst = means.get(0);
        for (MeanComparison mean : means) {
            worst = mean.excess() > worst.excess() ? mean : worst;
        }
        return worst;
    }
}
