package io.plimsoll.traces.format;

/** One row of a CSV file: where it starts, and its fields. */
final class CsvRow {

    private final long line;
    private final String[] fields;

    CsvRow(long line, String[] fields) {
        this.line = line;
        this.fields = fields;
    }

    /** The line on which the row starts, counted from 1. */
    long line() {
        return line;
    }

    int fieldCount() {
        return fields.length;
    }

    String field(int index) {
        return fields[index];
    }
}
