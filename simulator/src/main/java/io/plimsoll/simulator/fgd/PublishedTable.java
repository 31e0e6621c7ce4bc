package io.plimsoll.simulator.fgd;

import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One published table as it stands in its file: a header line, then a row per experiment with the columns
 * {@code workload, sc_policy, tune, seed, 0..130} among others, in any order. An empty cell is NaN.
 */
final class PublishedTable {

    /** What the names of workloads begin with in the tables. */
    static final String PREFIX = "openb_pod_list_";

    /** The inflation of the study, as the tables write it. */
    static final String TUNE = "1.3";

    private final String file;
    private final Problems problems;
    private final List<String> header;
    private final SortedMap<StudyKey, double[]> rows = new TreeMap<>();
    private int leftOut;

    private PublishedTable(String file, Problems problems, List<String> header) {
        this.file = file;
        this.problems = problems;
        this.header = header;
    }

    /** Reads a file as far as it can be read and reports what is wrong with it. */
    static PublishedTable read(Path path, Problems problems) throws IOException {
        List<String> lines = TableText.lines(path, problems);
        List<String> header = lines.isEmpty() ? List.of() : fields(lines.get(0));
        PublishedTable table = new PublishedTable(path.toString(), problems, header);
        if (lines.isEmpty() || !table.hasColumns()) {
            return table;
        }
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                table.add(i + 1, fields(lines.get(i)));
            }
        }
        if (table.rows.isEmpty() && table.leftOut == 0) {
            problems.addFatal(InputProblem.ofFile(
                    table.file, "file", "have at least one row below its header", "it was cut off after the header."));
        }
        return table;
    }

    /** The file, as the user named it. */
    String file() {
        return file;
    }

    /** The cells of every experiment, by column. */
    SortedMap<StudyKey, double[]> rows() {
        return rows;
    }

    /** How many rows are of other policies or another inflation. */
    int leftOut() {
        return leftOut;
    }

    private boolean hasColumns() {
        boolean complete = true;
        for (String column : List.of("workload", "sc_policy", "tune", "seed", "0", "130")) {
            if (!header.contains(column)) {
                complete = false;
                problems.addFatal(new InputProblem(
                        file,
                        1,
                        "header",
                        String.join(",", header),
                        "",
                        "name the column " + column,
                        "the header line is missing, or the file is another table."));
            }
        }
        return complete;
    }

    private void add(long line, List<String> fields) {
        if (fields.size() != header.size()) {
            problem(
                    line,
                    "row",
                    fields.get(0) + ",...",
                    "have %d fields like the header, not %d".formatted(header.size(), fields.size()),
                    "the file was cut off, or two tables were pasted together.");
            return;
        }
        @Nullable StudyPolicy policy = StudyPolicy.labelled(fields.get(header.indexOf("sc_policy")));
        if (policy == null || !fields.get(header.indexOf("tune")).equals(TUNE)) {
            leftOut++;
            return;
        }
        String workload = fields.get(header.indexOf("workload"));
        String seed = fields.get(header.indexOf("seed"));
        if (!seed.matches("[0-9]{1,9}")) {
            problem(line, "seed", seed, "be a whole number", "the columns are shifted.");
            return;
        }
        StudyKey key = new StudyKey(
                workload.startsWith(PREFIX) ? workload.substring(PREFIX.length()) : workload,
                policy,
                Integer.parseInt(seed));
        if (rows.put(key, cells(line, fields)) != null) {
            problem(line, "seed", seed, "stand once per workload and policy", "two tables were pasted together.");
        }
    }

    private double[] cells(long line, List<String> fields) {
        double[] cells = new double[StudyCurves.LAST_COLUMN + 1];
        int first = header.indexOf("0");
        for (int column = 0; column < cells.length; column++) {
            int place = first + column;
            String name = Integer.toString(column);
            boolean inOrder = place < header.size() && header.get(place).equals(name);
            int field = inOrder ? place : header.indexOf(name);
            cells[column] = field < 0 ? Double.NaN : percent(line, name, fields.get(field));
        }
        return cells;
    }

    private double percent(long line, String column, String text) {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = -1;
        }
        if (!(value >= 0 && value <= 100)) {
            problem(line, "column " + column, text, "be a number between 0 and 100", "the columns are shifted.");
        }
        return value;
    }

    private void problem(long line, String field, String value, String rule, String advice) {
        problems.add(new InputProblem(file, line, field, value, "", rule, advice));
    }

    private static List<String> fields(String line) {
        return Arrays.asList(line.split(",", -1));
    }
}
