package io.plimsoll.simulator.fgd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes a {@link StudyResult} as CSV: the comparison, and our rows in the form of the published tables. */
public final class StudyCsv {

    private static final int DECIMALS = 4;

    private StudyCsv() {}

    /**
     * Writes one line per workload and policy: for each of the three tables mean and standard deviation over the seeds at
     * 100 % and 130 % of arrived demand, ours and published, the largest deviation of a cell, and the column whose means
     * are furthest apart. Four decimals; what cannot be said is empty.
     *
     * @throws IOException when {@code out} fails
     */
    public static void writeComparison(StudyResult result, Appendable out) throws IOException {
        line(out, comparisonHeader());
        for (PolicyComparison row : result.rows()) {
            List<String> fields = new ArrayList<>(List.of(
                    row.workload(),
                    row.policy().label(),
                    Integer.toString(row.seeds()),
                    Integer.toString(row.published()),
                    row.verdict().text()));
            for (StudyTable table : StudyTable.values()) {
                TableComparison comparison = row.table(table);
                add(fields, comparison.ours100());
                add(fields, comparison.published100());
                add(fields, comparison.ours130());
                add(fields, comparison.published130());
                TableComparison.MeanComparison worst = comparison.worstMean();
                fields.add(Fixed.of(comparison.deviation(), DECIMALS));
                fields.add(Integer.toString(worst.column()));
                fields.add(Fixed.of(worst.difference(), DECIMALS));
                fields.add(Fixed.of(worst.allowed(), DECIMALS));
            }
            fields.add(Fixed.seconds(row.nanos(), 3));
            line(out, fields);
        }
    }

    /**
     * Writes our rows of one table as the study publishes them, so that {@link PublishedTables} can read them back.
     *
     * @throws IOException when {@code out} fails
     */
    public static void writeTable(StudyResult result, StudyTable table, Appendable out) throws IOException {
        List<String> header = new ArrayList<>(List.of("workload", "sc_policy", "tune", "seed"));
        for (int column = 0; column <= StudyCurves.LAST_COLUMN; column++) {
            header.add(Integer.toString(column));
        }
        line(out, header);
        for (StudyRun run : result.runs()) {
            List<String> fields = new ArrayList<>(List.of(
                    PublishedTable.PREFIX + run.key().workload(),
                    run.key().policy().label(),
                    PublishedTable.TUNE,
                    Integer.toString(run.key().seed())));
            for (int column = 0; column <= StudyCurves.LAST_COLUMN; column++) {
                fields.add(Fixed.of(run.curves().at(table, column), DECIMALS));
            }
            line(out, fields);
        }
    }

    private static List<String> comparisonHeader() {
        List<String> header = new ArrayList<>(List.of("workload", "policy", "seeds", "published_seeds", "verdict"));
        for (StudyTable table : StudyTable.values()) {
            for (String column : List.of("100", "130")) {
                for (String whose : List.of("ours", "published")) {
                    header.add("%s_%s_mean_%s".formatted(table.id(), whose, column));
                    header.add("%s_%s_sd_%s".formatted(table.id(), whose, column));
                }
            }
            header.add(table.id() + "_largest_deviation");
            header.add(table.id() + "_worst_mean_column");
            header.add(table.id() + "_worst_mean_difference");
            header.add(table.id() + "_worst_mean_allowed");
        }
        header.add("seconds");
        return header;
    }

    private static void add(List<String> fields, Sample sample) {
        fields.add(Fixed.of(sample.mean(), DECIMALS));
        fields.add(Fixed.of(sample.deviation(), DECIMALS));
    }

    private static void line(Appendable out, List<String> fields) throws IOException {
        out.append(String.join(",", fields)).append('\n');
    }
}
