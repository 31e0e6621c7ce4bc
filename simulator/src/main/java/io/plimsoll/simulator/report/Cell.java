package io.plimsoll.simulator.report;

import io.plimsoll.simulator.record.FixedDecimal;

/**
 * A value as it stands on the page: in a table, a card or a sentence.
 *
 * @param shown what the reader sees
 * @param sortKey by what a table's column is sorted
 * @param kind how the number is written: {@code words}, {@code count}, {@code percent}, {@code duration} or {@code decimal}
 * @param path where in the embedded result the number stands, as a JSON pointer such as {@code /totals/placed}; empty when
 *     it is derived or not a number. Tests compare the page with {@code run.json} by it
 */
public record Cell(String shown, String sortKey, String kind, String path) {

    private static final int SORT_DECIMALS = 6;

    /** Words, sorted by the alphabet. */
    public static Cell words(String text) {
        return new Cell(text, text, "words", "");
    }

    /** A number of things. */
    public static Cell count(long value) {
        return new Cell(Words.count(value), Long.toString(value), "count", "");
    }

    /** A share, 0..1, shown in percent. */
    public static Cell percent(double share) {
        return new Cell(Words.percent(share), FixedDecimal.trimmed(share, SORT_DECIMALS), "percent", "");
    }

    /** A length of time. */
    public static Cell duration(long millis) {
        return new Cell(Words.duration(millis), Long.toString(millis), "duration", "");
    }

    /** A number with exactly that many decimals. */
    public static Cell decimal(double value, int decimals) {
        return new Cell(Words.decimal(value, decimals), FixedDecimal.trimmed(value, SORT_DECIMALS), "decimal", "");
    }

    /** A number shown in words of its own, for example with a unit. */
    public static Cell number(String shown, long value) {
        return new Cell(shown, Long.toString(value), "words", "");
    }

    /** This cell, showing the number at that place of the embedded result. */
    public Cell at(String pointer) {
        return new Cell(shown, sortKey, kind, pointer);
    }

    /** The value inside running text. */
    Html span() {
        return path.isEmpty()
                ? new Html().leaf("span", shown)
                : new Html().leaf("span", shown, "data-path", path, "data-kind", kind);
    }
}
