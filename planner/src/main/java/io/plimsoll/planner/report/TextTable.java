package io.plimsoll.planner.report;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: the first column to the left, figures to the right, words to the left. Not thread-safe. */
public final class TextTable {

    private static final int MOST = 60;

    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these headings. */
    public TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    /** One more row, of as many cells as there are headings. */
    public TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The table in lines, each ended; empty when it has no rows. */
    public String text() {
        if (rows.size() == 1) {
            return "";
        }
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        boolean[] right = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            right[column] = column > 0;
            for (int row = 0; row < rows.size(); row++) {
                String cell = cell(row, column);
                widths[column] = Math.max(widths[column], cell.length());
                right[column] &= row == 0 || cell.matches("[-0-9,. %]*");
            }
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = cell(row, column);
                String space = " ".repeat(widths[column] - cell.length());
                line.append(column > 0 ? "  " : "").append(right[column] ? space + cell : cell + space);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private String cell(int row, int column) {
        String cell = rows.get(row).get(column).replace('\u00a0', ' ');
        return cell.length() > MOST ? cell.substring(0, MOST - 3) + "..." : cell;
    }
}
