package io.plimsoll.simulator.fgd;

import io.plimsoll.simulator.record.FixedDecimal;
import io.plimsoll.simulator.report.Cell;
import io.plimsoll.simulator.report.Html;
import io.plimsoll.simulator.report.HtmlTable;
import io.plimsoll.simulator.report.Words;
import java.util.ArrayList;
import java.util.List;

/** The tables of a study's report. */
final class StudyTables {

    private static final String NOTHING = "\u2013";
    private static final int MEAN_DECIMALS = 2;
    private static final int[] COLUMNS = {0, 20, 40, 60, 80, 90, 100, 110, 120, 130};

    private StudyTables() {}

    /** Every workload and policy beside the published figures. */
    static Html comparison(List<PolicyComparison> rows) {
        HtmlTable table = new HtmlTable(
                        "Allocated GPUs in percent at 100 % and 130 % of arrived demand, mean \u00b1 standard"
                                + " deviation over the seeds; then by how many points any cell of the three tables is off")
                .words("Workload")
                .words("Policy")
                .words("Verdict")
                .number("Ours @100")
                .number("Published")
                .number("Ours @130")
                .number("Published")
                .number("Allocation")
                .number("Amount")
                .number("Ratio")
                .number("Time s");
        for (PolicyComparison row : rows) {
            TableComparison allocation = row.table(StudyTable.ALLOCATION);
            table.row(
                    Cell.words(row.workload()),
                    Cell.words(row.policy().shortName()),
                    Cell.words(row.verdict().text()),
                    sample(allocation.ours100()),
                    sample(allocation.published100()),
                    sample(allocation.ours130()),
                    sample(allocation.published130()),
                    off(row, StudyTable.ALLOCATION),
                    off(row, StudyTable.FRAGMENTATION),
                    off(row, StudyTable.FRAGMENTATION_RATIO),
                    Cell.decimal(row.nanos() / 1e9, 2));
        }
        return table.html();
    }

    /** The means of one table of one workload in numbers: the same as its chart. */
    static Html curves(StudyResult result, String workload, StudyTable table) {
        HtmlTable html = new HtmlTable("Means over the seeds").number("Arrived %");
        List<List<StudyCurves>> columns = new ArrayList<>();
        for (PolicyComparison row : result.rows()) {
            if (row.workload().equals(workload)) {
                html.number(row.policy().shortName());
                columns.add(result.curves(workload, row.policy()));
                if (row.published() > 0) {
                    html.number("published");
                    columns.add(result.published().rows(workload, row.policy()));
                }
            }
        }
        for (int column : COLUMNS) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.count(column));
            for (List<StudyCurves> curves : columns) {
                cells.add(percent(Sample.of(curves, table, column).mean(), MEAN_DECIMALS));
            }
            html.row(cells.toArray(new Cell[0]));
        }
        return html.html();
    }

    /** A number with that many decimals, or a dash when there is none. */
    static Cell percent(double value, int decimals) {
        if (Double.isNaN(value)) {
            return new Cell(NOTHING, "-1", "words", "");
        }
        return Double.isInfinite(value) ? new Cell("\u221e", "1000000", "words", "") : Cell.decimal(value, decimals);
    }

    private static Cell sample(Sample sample) {
        Cell mean = percent(sample.mean(), MEAN_DECIMALS);
        return sample.count() < 2
                ? mean
                : new Cell(
                        mean.shown() + " \u00b1 " + Words.decimal(sample.deviation(), MEAN_DECIMALS),
                        mean.sortKey(),
                        "words",
                        "");
    }

    private static Cell off(PolicyComparison row, StudyTable table) {
        TableComparison comparison = row.table(table);
        if (row.policy().deterministic()) {
            return percent(comparison.deviation(), 4);
        }
        TableComparison.MeanComparison worst = comparison.worstMean();
        if (Double.isNaN(worst.difference())) {
            return percent(Double.NaN, MEAN_DECIMALS);
        }
        return new Cell(
                "~" + Words.decimal(worst.difference(), MEAN_DECIMALS),
                FixedDecimal.fixed(worst.difference(), 4),
                "words",
                "");
    }
}
