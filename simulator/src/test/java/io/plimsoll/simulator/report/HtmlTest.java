package io.plimsoll.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void textAndAttributesAreEscaped() {
        Html html = new Html()
                .open("p", "title", "\"><b>")
                .text("<i>&'")
                .leaf("b", "x")
                .close();
        assertThat(html).hasToString("<p title=\"&quot;&gt;&lt;b&gt;\">&lt;i&gt;&amp;&#39;<b>x</b></p>");
    }

    @Test
    void piecesAreAddedAsTheyAre() {
        assertThat(new Html().open("div").add(new Html().leaf("b", "x")).close())
                .hasToString("<div><b>x</b></div>");
    }

    @Test
    void tablesCarryWhatTheyAreSortedBy() {
        String table = new HtmlTable("Pods & nodes")
                .words("Name")
                .number("Share")
                .row(Cell.words("a<b"), Cell.percent(0.25).at("/x"))
                .html()
                .toString();
        assertThat(table)
                .contains("<caption>Pods &amp; nodes</caption>")
                .contains("<th scope=\"row\" class=\"word\" data-sort=\"a&lt;b\"><span>a&lt;b</span></th>")
                .contains("<td class=\"number\" data-sort=\"0.25\"><span data-path=\"/x\" data-kind=\"percent\">"
                        + "25.0\u00a0%</span></td>");
    }

    @Test
    void aRowNeedsACellForEveryColumn() {
        assertThatThrownBy(() -> new HtmlTable("t").words("a").row())
                .hasMessageContaining("number of cells (0) of table (t) must be its number of columns (1)");
    }
}
