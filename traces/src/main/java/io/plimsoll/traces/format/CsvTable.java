package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.traces.event.InputDigest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over a CSV file with a header line. Columns are found by name, in any order, others are ignored; fields are
 * read as text or as whole numbers in a range, and whatever is wrong with them is reported with its place.
 *
 * <pre>{@code
 * int cpu = table.column("cpu_milli");
 * while (table.next()) {
 *     long cpuMilli = table.whole(cpu, 0, MAX, "...");
 *     if (table.isRowGood()) { ... }
 * }
 * }</pre>
 */
final class CsvTable implements Closeable {

    /** Stands for a column the file does not have. */
    static final int ABSENT = -1;

    private static final char REPLACEMENT = '\uFFFD';

    private final String file;
    private final Problems problems;
    private final CsvRows rows;
    private final CsvRow header;
    private CsvRow row;
    private String owner = "";
    private boolean columnsMissing;
    private boolean rowGood = true;
    private long rowCount;
    private long skippedRows;

    private CsvTable(String file, Problems problems, CsvRows rows, CsvRow header) {
        this.file = file;
        this.problems = problems;
        this.rows = rows;
        this.header = header;
        this.row = header;
    }

    /** Opens a file and reads its header; null, with a problem reported, when there is none to read. */
    static @Nullable CsvTable open(Path path, Problems problems) throws IOException {
        String file = path.toString();
        if (Files.isDirectory(path)) {
            problems.addFatal(InputProblem.ofFile(
                    file, "file", "not be a directory", "a directory of this name was made by mistake."));
            return null;
        }
        CsvRows rows = new CsvRows(file, TextInput.open(path), problems);
        @Nullable CsvRow header = rows.next();
        if (header != null) {
            return new CsvTable(file, problems, rows, header);
        }
        rows.close();
        if (!rows.isDamaged()) {
            problems.addFatal(InputProblem.ofFile(
                    file, "file", "start with a header line that names the columns", "it is empty."));
        }
        return null;
    }

    /** The place of a column that must be there; {@link #ABSENT}, with a problem reported, when it is not. */
    int column(String name) {
        int index = optionalColumn(name);
        if (index == ABSENT) {
            columnsMissing = true;
            problems.addFatal(new InputProblem(
                    file,
                    header.line(),
                    "header",
                    headerText(),
                    "",
                    "name the column " + name,
                    "the header line is missing, or the file is of another format."));
        }
        return index;
    }

    /** The place of a column; {@link #ABSENT} when there is none. */
    int optionalColumn(String name) {
        int found = ABSENT;
        for (int i = 0; i < header.fieldCount(); i++) {
            if (!header.field(i).equals(name)) {
                continue;
            }
            if (found != ABSENT) {
                problems.addFatal(new InputProblem(
                        file,
                        header.line(),
                        "header",
                        headerText(),
                        "",
                        "name the column " + name + " once",
                        "two files were pasted side by side."));
                return found;
            }
            found = i;
        }
        return found;
    }

    /** Goes to the next row that has as many fields as the header; false at the end or when columns are missing. */
    boolean next() throws IOException {
        if (columnsMissing) {
            return false;
        }
        countSkippedRow();
        for (@Nullable CsvRow next = rows.next(); next != null; next = rows.next()) {
            row = next;
            owner = "";
            rowCount++;
            if (next.fieldCount() == header.fieldCount()) {
                return true;
            }
            problem(
                    "row",
                    next.field(0) + (next.fieldCount() > 1 ? ",..." : ""),
                    "have %d fields like the header, not %d".formatted(header.fieldCount(), next.fieldCount()),
                    "a comma is missing, or stands inside a field without quotation marks.");
            countSkippedRow();
        }
        return false;
    }

    /** Reports a file without good rows. To be called after the last row. */
    void requireRows() {
        if (columnsMissing || rows.isDamaged()) {
            return;
        }
        if (rowCount == 0) {
            problems.addFatal(InputProblem.ofFile(
                    file, "file", "have at least one row below its header", "it was cut off after the header."));
        } else if (rowCount == skippedRows && problems.isLenient()) {
            problems.addFatal(InputProblem.ofFile(
                    file,
                    "file",
                    "have at least one row without problems",
                    "it is of another format; read it strictly to see why each row is refused."));
        }
    }

    /** Names whose row this is in further problems, for example {@code pod (web-1)}. */
    void owner(String noun, String name) {
        owner = noun + " (" + InputProblem.shown(name) + ")";
    }

    /** The line on which the row starts. */
    long line() {
        return row.line();
    }

    /** Whether nothing is wrong with the row so far. */
    boolean isRowGood() {
        return rowGood;
    }

    /** The text of a field, empty for {@link #ABSENT}. Must be printable. */
    String text(int column) {
        if (column == ABSENT) {
            return "";
        }
        String text = row.field(column);
        if (text.indexOf(REPLACEMENT) >= 0) {
            problem(column, "be UTF-8 text without replacement characters", "the file was saved in another encoding.");
        } else if (hasControlCharacter(text)) {
            problem(column, "hold no control characters", "a line end stands inside the quotation marks.");
        }
        return text;
    }

    /** Whether the field has something in it; false for {@link #ABSENT}. */
    boolean isFilled(int column) {
        return column != ABSENT && !row.field(column).isEmpty();
    }

    /** A whole number in a range; the least, with a problem reported, when it is none. */
    long whole(int column, long least, long most, String advice) {
        String text = row.field(column);
        long value = WholeNumber.parse(text);
        if (value == WholeNumber.NOT_A_NUMBER) {
            problem(
                    column,
                    "be a whole number",
                    text.isEmpty() ? "the field was left out." : "the columns are shifted, or the unit is missing.");
            return least;
        }
        if (value < least || value > most) {
            problem(column, "be between %d and %d".formatted(least, most), advice);
            return least;
        }
        return value;
    }

    /** Reports what is wrong with a field of this row. */
    void problem(int column, String rule, String advice) {
        problem(header.field(column), row.field(column), rule, advice);
    }

    /** Digest of the file, complete after the last row. */
    InputDigest digest() {
        return rows.digest();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private void countSkippedRow() {
        if (!rowGood) {
            problems.skipRow();
            skippedRows++;
            rowGood = true;
        }
    }

    private static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private void problem(String field, String value, String rule, String advice) {
        rowGood = false;
        problems.add(new InputProblem(file, row.line(), field, value, owner, rule, advice));
    }

    private String headerText() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.fieldCount(); i++) {
            names.add(header.field(i));
        }
        return String.join(",", names);
    }
}
