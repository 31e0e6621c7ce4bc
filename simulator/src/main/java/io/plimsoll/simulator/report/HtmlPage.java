package io.plimsoll.simulator.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The skeleton that all reports share: one HTML file that needs nothing else, neither a network nor a server. It carries the
 * style, the theme switch, sortable tables, ECharts and the helpers of {@code page.js} for drawing charts. A content security
 * policy in the page forbids every request. The same calls give the same bytes. Not thread-safe.
 *
 * <pre>{@code
 * String html = new HtmlPage("Simulation report", "best-fit placed 49,812 of 50,000 pods.")
 *         .section("allocation", "Allocation", HtmlPage.chart("chart-allocation", "...", "...", table.html()))
 *         .data("run", json)
 *         .script(RunReport.class, "run-report.js")
 *         .render();
 * }</pre>
 *
 * and in the script {@code plimsoll.chart('chart-allocation', theme => ({...}))}.
 */
public final class HtmlPage {

    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private final String title;
    private final String lead;
    private final Html top = new Html();
    private final Html contents = new Html();
    private final Html sections = new Html();
    private final Map<String, String> data = new LinkedHashMap<>();
    private final List<String> scripts = new ArrayList<>();

    /**
     * @param title what this is, for the head of the page and the tab
     * @param lead the answer, in a sentence
     */
    public HtmlPage(String title, String lead) {
        this.title = title;
        this.lead = lead;
    }

    /** A warning that nobody should overlook, above everything else but the answer. */
    public HtmlPage warning(String text) {
        top.leaf("p", text, "class", "warning", "role", "note");
        return this;
    }

    /** A row of key figures right below the answer. */
    public HtmlPage cards(List<Card> cards) {
        top.open("ul", "class", "cards", "aria-label", "Key figures");
        cards.forEach(card -> top.add(card.html()));
        top.close();
        return this;
    }

    /**
     * One more section, listed in the page's contents.
     *
     * @param id its anchor
     */
    public HtmlPage section(String id, String heading, Html body) {
        contents.open("li").leaf("a", heading, "href", "#" + id).close();
        sections.open("section", "id", id, "aria-labelledby", id + "-heading");
        sections.leaf("h2", heading, "id", id + "-heading").add(body).close();
        return this;
    }

    /** Data for the scripts, read there by {@code plimsoll.data(name)}. Must come from {@code JsonWriter.embedded()}. */
    public HtmlPage data(String name, String json) {
        data.put(name, json);
        return this;
    }

    /** A script that draws this page's charts: a resource beside the given class. */
    public HtmlPage script(Class<?> owner, String resource) {
        scripts.add(read(owner, resource));
        return this;
    }

    /**
     * A place for a chart.
     *
     * @param id by which the script finds it; begins with {@code chart-}
     * @param heading what it shows
     * @param description how to read it, also read out by screen readers
     * @param numbers the same as a table, folded away on the screen
     */
    public static Html chart(String id, String heading, String description, Html numbers) {
        Html html = new Html().open("figure");
        html.open("figcaption").leaf("h3", heading).leaf("p", description).close();
        html.leaf("div", "", "id", id, "class", "plot", "role", "img", "aria-label", heading + ". " + description);
        html.open("details").leaf("summary", "The numbers").add(numbers).close();
        return html.close();
    }

    /** The whole page. */
    public String render() {
        StringBuilder embedded = new StringBuilder();
        data.forEach((name, json) -> embedded.append("<script type=\"application/json\" id=\"data-")
                .append(name)
                .append("\">")
                .append(json)
                .append("</script>\n"));
        Map<String, String> parts = Map.of(
                "title", new Html().text(title).toString(),
                "lead", new Html().text(lead).toString(),
                "style", read(HtmlPage.class, "page.css"),
                "top", top.toString(),
                "contents", contents.toString(),
                "sections", sections.toString(),
                "data", embedded.toString(),
                "echarts", read(HtmlPage.class, ECHARTS).replace("</script", "<\\/script"),
                "page", read(HtmlPage.class, "page.js"),
                "scripts", String.join("\n", scripts));
        return filled(read(HtmlPage.class, "page.html"), parts);
    }

    /** In one pass, so that a place named in a part stays text. */
    private static String filled(String template, Map<String, String> parts) {
        StringBuilder out = new StringBuilder();
        Matcher place = PLACE.matcher(template);
        int done = 0;
        while (place.find()) {
            out.append(template, done, place.start()).append(parts.getOrDefault(place.group(1), ""));
            done = place.end();
        }
        return out.append(template, done, template.length()).toString();
    }

    private static String read(Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The resource (" + resource + ") of the report must be on the class path."
                                + "\nMaybe the jar of ECharts is missing or has another version.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
