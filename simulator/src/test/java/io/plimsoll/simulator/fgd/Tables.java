package io.plimsoll.simulator.fgd;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.zip.GZIPOutputStream;

/** Curves and published tables for tests. */
final class Tables {

    private Tables() {}

    /** Curves whose cells in all three tables are a function of the column. */
    static StudyCurves curves(IntToDoubleFunction cell) {
        double[] row = new double[StudyCurves.LAST_COLUMN + 1];
        Arrays.setAll(row, cell);
        Map<StudyTable, double[]> rows = new EnumMap<>(StudyTable.class);
        for (StudyTable table : StudyTable.values()) {
            rows.put(table, row);
        }
        return new StudyCurves(rows);
    }

    /** A run with such curves. */
    static StudyRun run(String workload, StudyPolicy policy, int seed, IntToDoubleFunction cell) {
        return new StudyRun(new StudyKey(workload, policy, seed), curves(cell), 1000, 10, 1_500_000_000L);
    }

    /** Writes runs as the three published tables. */
    static void write(Path folder, String pattern, List<StudyRun> runs) {
        StudyResult result = new StudyResult(runs, List.of(), PublishedTables.NONE, runs.size(), 0);
        try {
            for (StudyTable table : StudyTable.values()) {
                StringBuilder text = new StringBuilder();
                StudyCsv.writeTable(result, table, text);
                writeText(folder.resolve(pattern.formatted(table.id())), text.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file, compressed if its name says so. */
    static void writeText(Path file, String text) {
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
