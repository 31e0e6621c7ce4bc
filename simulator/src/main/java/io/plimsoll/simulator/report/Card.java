package io.plimsoll.simulator.report;

import java.util.List;

/**
 * A key figure.
 *
 * @param label what it is
 * @param value the figure
 * @param note more about it: words and further figures in turns
 */
public record Card(String label, Cell value, List<Cell> note) {

    public Card {
        note = List.copyOf(note);
    }

    /** A key figure with a note of words and figures. */
    public static Card of(String label, Cell value, Cell... note) {
        return new Card(label, value, List.of(note));
    }

    Html html() {
        Html html = new Html().open("li");
        html.leaf("span", label, "class", "label");
        html.open("strong").add(value.span()).close();
        html.open("span", "class", "note");
        note.forEach(cell -> html.add(cell.span()).text(" "));
        return html.close().close();
    }
}
