package io.plimsoll.simulator.fgd;

import io.plimsoll.simulator.record.OutputFolder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes what a study leaves behind. */
public final class StudyFiles {

    /** The name of the file with a row per workload and policy. */
    public static final String COMPARISON = "comparison.csv";

    /** The name of the report. */
    public static final String REPORT = "report.html";

    private StudyFiles() {}

    /**
     * Writes the comparison, our rows of the three tables under the study's own names
     * ({@code analysis_TABLE_discrete.csv}) and the report.
     *
     * @throws io.plimsoll.traces.output.OutputException when one of them cannot be written; those before it remain
     */
    public static void write(OutputFolder folder, StudyResult result) {
        try {
            StringBuilder comparison = new StringBuilder();
            StudyCsv.writeComparison(result, comparison);
            folder.write(COMPARISON, comparison.toString());
            for (StudyTable table : StudyTable.values()) {
                StringBuilder rows = new StringBuilder();
                StudyCsv.writeTable(result, table, rows);
                folder.write("analysis_%s_discrete.csv".formatted(table.id()), rows.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        folder.write(REPORT, StudyReport.html(result));
    }
}
