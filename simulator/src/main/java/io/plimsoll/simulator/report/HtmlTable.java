package io.plimsoll.simulator.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that a reader can sort by a click on a heading. Not thread-safe.
 *
 * <pre>{@code
 * Html html = new HtmlTable("Why nodes refused pods")
 *         .words("Reason").number("Attempts")
 *         .row(Cell.words("Insufficient cpu"), Cell.count(1204))
 *         .html();
 * }</pre>
 */
public final class HtmlTable {

    private final String caption;
    private final List<String> headings = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    /** @param caption what the table shows; also read out by screen readers */
    public HtmlTable(String caption) {
        this.caption = caption;
    }

    /** One more column, of words. */
    public HtmlTable words(String heading) {
        return column(heading, "word");
    }

    /** One more column, of numbers: aligned to the right and sorted by value. */
    public HtmlTable number(String heading) {
        return column(heading, "number");
    }

    /**
     * One more row; its first cell is its heading.
     *
     * @throws IllegalArgumentException when there are not as many cells as columns
     */
    public HtmlTable row(Cell... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("The number of cells (" + cells.length + ") of table (" + caption
                    + ") must be its number of columns (" + headings.size() + ").\nMaybe a column was added.");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The table. */
    public Html html() {
        Html html = new Html().open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        html.open("table", "class", "sortable").leaf("caption", caption);
        html.open("thead").open("tr");
        for (int column = 0; column < headings.size(); column++) {
            html.open("th", "scope", "col", "class", kinds.get(column), "aria-sort", "none");
            html.leaf("button", headings.get(column), "type", "button").close();
        }
        html.close().close().open("tbody");
        for (List<Cell> row : rows) {
            html.open("tr");
            for (int column = 0; column < row.size(); column++) {
                Cell cell = row.get(column);
                if (column == 0) {
                    html.open("th", "scope", "row", "class", kinds.get(0), "data-sort", cell.sortKey());
                } else {
                    html.open("td", "class", kinds.get(column), "data-sort", cell.sortKey());
                }
                html.add(cell.span()).close();
            }
            html.close();
        }
        return html.close().close().close();
    }

    private HtmlTable column(String heading, String kind) {
        headings.add(heading);
        kinds.add(kind);
        return this;
    }
}
