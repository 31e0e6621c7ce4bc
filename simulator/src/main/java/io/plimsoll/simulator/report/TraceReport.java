package io.plimsoll.simulator.report;

import io.plimsoll.simulator.record.JsonWriter;
import io.plimsoll.traces.summary.TraceSummary;
import io.plimsoll.traces.summary.TraceSummary.Demand;
import io.plimsoll.traces.summary.TraceSummary.Lifetimes;
import io.plimsoll.traces.summary.TraceSummary.Point;
import io.plimsoll.traces.summary.TraceSummary.RequestClass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page that draws what a trace is like, before anybody replays it. The same summary gives the same bytes. */
public final class TraceReport {

    private static final int MOST_CLASSES = 50;
    private static final int STEPS = 12;
    private static final int SHARE_DECIMALS = 4;

    private final TraceSummary trace;

    private TraceReport(TraceSummary trace) {
        this.trace = trace;
    }

    /** The page. */
    public static String html(TraceSummary trace) {
        return new TraceReport(trace).page().render();
    }

    private HtmlPage page() {
        HtmlPage page = new HtmlPage("Trace " + trace.name(), sentence()).cards(cards());
        if (trace.hasTimes()) {
            page.section("load", "Requested over capacity", load());
            page.section("arrivals", "Arrivals", arrivals());
            page.section("lifetimes", "Lifetimes", lifetimes());
        }
        page.section("classes", "What pods ask", classes());
        return page.data("trace", data()).script(TraceReport.class, "trace-report.js");
    }

    private String sentence() {
        String pods = Words.counted(trace.pods(), "pod arrives", "pods arrive");
        String nodes = Words.counted(trace.nodes(), "node", "nodes");
        if (!trace.hasTimes()) {
            return pods + " in an order, without times, for " + nodes + ".";
        }
        StringBuilder text = new StringBuilder(pods + " over " + Words.duration(trace.spanMillis()) + " at " + nodes);
        @Nullable Demand fullest = fullest();
        if (fullest != null) {
            text.append(", asking for ")
                    .append(Words.percent(peakShare(fullest)))
                    .append(" of the ")
                    .append(inSentence(fullest.resource()))
                    .append(" at the peak");
        }
        return text.append('.').toString();
    }

    private List<Card> cards() {
        List<Card> cards = new ArrayList<>();
        cards.add(Card.of(
                "Pods",
                Cell.count(trace.pods()),
                Cell.words(Words.counted(trace.classes().size(), "class", "classes") + ", "
                        + Words.counted(trace.owners(), "owner", "owners"))));
        cards.add(Card.of(
                "Nodes at the start",
                Cell.count(trace.nodes()),
                Cell.words("events of nodes:"),
                Cell.count(trace.nodeEvents())));
        if (trace.hasTimes()) {
            cards.add(Card.of("Span", Cell.duration(trace.spanMillis()), Cell.words("to the last event")));
            for (Demand demand : shownDemands()) {
                cards.add(Card.of(
                        ResourceWords.label(demand.resource()) + " at the peak",
                        Cell.percent(peakShare(demand)),
                        Cell.words("requested of capacity, " + Words.moment(demand.peakMillis()))));
            }
            cards.add(Card.of(
                    "Median lifetime",
                    Cell.duration(trace.lifetimes().p50Millis()),
                    Cell.words("1 in 100 runs longer than"),
                    Cell.duration(trace.lifetimes().p99Millis())));
        }
        return cards;
    }

    private Html load() {
        List<Demand> demands = shownDemands();
        HtmlTable table = new HtmlTable("Requested over capacity at some moments").number("Moment");
        demands.forEach(demand -> table.number(ResourceWords.label(demand.resource())));
        int last = demands.isEmpty() ? -1 : demands.get(0).points().size() - 1;
        int steps = Math.min(STEPS, last);
        for (int step = 0; step <= steps; step++) {
            int row = steps == 0 ? 0 : (int) ((long) step * last / steps);
            long time = demands.get(0).points().get(row).timeMillis();
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.number(Words.moment(time), time));
            demands.forEach(demand -> cells.add(share(demand.points().get(row))));
            table.row(cells.toArray(new Cell[0]));
        }
        return HtmlPage.chart(
                "chart-load",
                "What pods ask for, over what nodes offer",
                "As if every pod were placed the moment it arrives. Above 100 % some must wait.",
                table.html());
    }

    private Html arrivals() {
        HtmlTable byHour =
                new HtmlTable("Arrivals by hour of the day").number("Hour").number("Pods");
        for (int hour = 0; hour < trace.arrivalsByHour().size(); hour++) {
            byHour.row(
                    Cell.number(hour + ":00", hour),
                    Cell.count(trace.arrivalsByHour().get(hour)));
        }
        return HtmlPage.chart(
                "chart-hours",
                "Arriving pods by hour of the day",
                "All days together, as if the trace began at midnight.",
                byHour.html());
    }

    private Html lifetimes() {
        Lifetimes lifetimes = trace.lifetimes();
        HtmlTable figures = new HtmlTable("Lifetimes").words("Figure").number("Value");
        figures.row(Cell.words("The shortest"), Cell.duration(lifetimes.minMillis()));
        figures.row(Cell.words("1 in 10 runs at most"), Cell.duration(lifetimes.p10Millis()));
        figures.row(Cell.words("Half run at most"), Cell.duration(lifetimes.p50Millis()));
        figures.row(Cell.words("9 in 10 run at most"), Cell.duration(lifetimes.p90Millis()));
        figures.row(Cell.words("99 in 100 run at most"), Cell.duration(lifetimes.p99Millis()));
        figures.row(Cell.words("The longest"), Cell.duration(lifetimes.maxMillis()));
        figures.row(Cell.words("Mean"), Cell.duration(Math.round(lifetimes.meanMillis())));
        figures.row(Cell.words("Pods whose end is not known"), Cell.count(lifetimes.unknown()));
        return HtmlPage.chart(
                "chart-lifetimes",
                "How long pods run",
                Words.counted(lifetimes.known(), "pod", "pods")
                        + " with a known end: this part of them has ended after so long.",
                figures.html());
    }

    private Html classes() {
        HtmlTable table = new HtmlTable("Classes of pods that request the same, the largest first")
                .number("Pods")
                .number("CPU")
                .number("Memory")
                .number("GPU");
        int shown = Math.min(MOST_CLASSES, trace.classes().size());
        for (RequestClass asked : trace.classes().subList(0, shown)) {
            table.row(
                    Cell.count(asked.pods()),
                    Cell.number(Words.milli(asked.cpuMilli()), asked.cpuMilli()),
                    Cell.number(Words.bytes(asked.memoryBytes()), asked.memoryBytes()),
                    Cell.decimal(asked.gpuMilli() / 1000.0, 2));
        }
        Html html = table.html();
        int hidden = trace.classes().size() - shown;
        return hidden > 0
                ? html.leaf("p", Words.counted(hidden, "smaller class is", "smaller classes are") + " not shown.")
                : html;
    }

    /** Those whose share says something: there is capacity. */
    private List<Demand> shownDemands() {
        List<Demand> shown = new ArrayList<>();
        for (Demand demand : trace.demands()) {
            if (demand.capacityAtPeak() > 0 && !demand.resource().equals("pods")) {
                shown.add(demand);
            }
        }
        return shown;
    }

    /** The resource that runs short first; null when nodes offer nothing. */
    private @Nullable Demand fullest() {
        Demand fullest = null;
        for (Demand demand : shownDemands()) {
            if (fullest == null || peakShare(demand) > peakShare(fullest)) {
                fullest = demand;
            }
        }
        return fullest;
    }

    private static String inSentence(String resource) {
        return resource.equals("memory") ? resource : ResourceWords.label(resource);
    }

    private static double peakShare(Demand demand) {
        return demand.peak() / (double) demand.capacityAtPeak();
    }

    private static Cell share(Point point) {
        return point.capacity() == 0
                ? Cell.number("no capacity", 0)
                : Cell.percent(point.requested() / (double) point.capacity());
    }

    private String data() {
        List<Demand> demands = shownDemands();
        JsonWriter json = JsonWriter.embedded().beginObject().name("timeMillis").beginArray();
        if (!demands.isEmpty()) {
            demands.get(0).points().forEach(point -> json.value(point.timeMillis()));
        }
        json.endArray().name("loads").beginArray();
        for (Demand demand : demands) {
            json.beginObject().field("label", ResourceWords.label(demand.resource()));
            json.name("shares").beginArray();
            for (Point point : demand.points()) {
                if (point.capacity() == 0) {
                    json.nullValue();
                } else {
                    json.value(point.requested() / (double) point.capacity(), SHARE_DECIMALS);
                }
            }
            json.endArray().endObject();
        }
        json.endArray().name("arrivalsByHour").beginArray();
        trace.arrivalsByHour().forEach(json::value);
        Lifetimes lifetimes = trace.lifetimes();
        json.endArray().name("lifetimeMillis").beginArray();
        json.value(lifetimes.minMillis()).value(lifetimes.p10Millis()).value(lifetimes.p50Millis());
        json.value(lifetimes.p90Millis()).value(lifetimes.p99Millis()).value(lifetimes.maxMillis());
        return json.endArray().endObject().toString();
    }
}
