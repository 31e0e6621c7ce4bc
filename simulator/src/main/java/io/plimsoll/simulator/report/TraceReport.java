package io.plimsoll.simulator.report;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.simulator.record.JsonWriter;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.TraceContents;
import io.plimsoll.traces.summary.Lifetimes;
import io.plimsoll.traces.summary.ResourceLoad;
import io.plimsoll.traces.summary.TraceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page that draws what a trace holds, before anybody replays it. The same summary gives the same bytes. */
public final class TraceReport {

    private static final int MOST_CLASSES = 50;
    private static final int MOMENTS = 13;
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
        if (trace.hasTimes() && trace.bucketMillis() > 0) {
            page.section("load", "Requested over capacity", load());
            page.section("arrivals", "Arrivals", arrivals());
            page.section("lifetimes", "Lifetimes", lifetimes());
        }
        page.section("classes", "What pods ask", classes());
        page.section("events", "Events", events());
        return page.data("trace", data()).script(TraceReport.class, "trace-report.js");
    }

    private String sentence() {
        String pods = Words.counted(trace.pods(), "pod arrives", "pods arrive");
        String nodes = Words.counted(trace.nodes(), "node", "nodes");
        if (!trace.hasTimes()) {
            return pods + " in an order, without times, for " + nodes + ".";
        }
        StringBuilder text = new StringBuilder(pods + " over " + Words.duration(trace.spanMillis()) + " at " + nodes);
        for (ResourceLoad load : trace.loads()) {
            if (load.resource().equals(foremost().resource()) && load.meanShare() > 0) {
                text.append(", asking for ")
                        .append(Words.percent(load.meanShare()))
                        .append(" of ")
                        .append(load.resource().equals("gpu") ? "the GPUs" : "the CPU")
                        .append(" on average and ")
                        .append(Words.percent(load.peakShare()))
                        .append(" at the peak");
            }
        }
        return text.append('.').toString();
    }

    /** What a reader asks for first: GPUs where there are any. */
    private ResourceLoad foremost() {
        List<ResourceLoad> loads = trace.loads();
        ResourceLoad last = loads.get(loads.size() - 1);
        return last.resource().equals("gpu") ? last : loads.get(0);
    }

    private List<Card> cards() {
        List<Card> cards = new ArrayList<>();
        cards.add(Card.of(
                "Pods",
                Cell.count(trace.pods()),
                Cell.words(Words.counted(trace.classes().size(), "class", "classes") + ", "
                        + Words.counted(trace.owners(), "owner", "owners"))));
        cards.add(Card.of("Nodes", Cell.count(trace.nodes()), Cell.words("by name, whenever they were there")));
        if (trace.hasTimes()) {
            cards.add(Card.of("Span", Cell.duration(trace.spanMillis()), Cell.words("to the last event")));
            for (ResourceLoad load : trace.loads()) {
                cards.add(Card.of(
                        ResourceWords.label(load.resource()) + " requested",
                        Cell.percent(load.meanShare()),
                        Cell.words("of capacity; at the peak"),
                        Cell.percent(load.peakShare())));
            }
            cards.add(Card.of(
                    "Median lifetime",
                    Cell.duration(trace.lifetimes().medianMillis()),
                    Cell.words("1 in 100 runs longer than"),
                    Cell.duration(trace.lifetimes().p99Millis())));
        }
        return cards;
    }

    private Html load() {
        HtmlTable table = new HtmlTable("Requested over capacity at some moments").number("Moment");
        trace.loads().forEach(load -> table.number(ResourceWords.label(load.resource())));
        for (int bucket : moments()) {
            List<Cell> cells = new ArrayList<>();
            cells.add(moment(bucket));
            trace.loads().forEach(load -> cells.add(Cell.percent(load.share(bucket))));
            table.row(cells.toArray(new Cell[0]));
        }
        return HtmlPage.chart(
                "chart-load",
                "What pods ask for, over what nodes offer",
                "As if every pod were placed the moment it arrives. Above 100 % some must wait. Means over "
                        + Words.duration(trace.bucketMillis()) + ".",
                table.html());
    }

    private Html arrivals() {
        HtmlTable overTime = new HtmlTable("Arrivals at some moments")
                .number("Moment")
                .number("Pods in " + Words.duration(trace.bucketMillis()));
        for (int bucket : moments()) {
            overTime.row(moment(bucket), Cell.count(trace.arrivals().get(bucket)));
        }
        HtmlTable byHour = new HtmlTable("Arrivals by hour of the day").number("Hour").number("Pods");
        for (int hour = 0; hour < trace.arrivalsByHour().size(); hour++) {
            byHour.row(Cell.number(hour + ":00", hour), Cell.count(trace.arrivalsByHour().get(hour)));
        }
        return HtmlPage.chart(
                        "chart-arrivals",
                        "Arriving pods",
                        "Pods in each " + Words.duration(trace.bucketMillis()) + ".",
                        overTime.html())
                .add(HtmlPage.chart(
                        "chart-hours",
                        "Arriving pods by hour of the day",
                        "All days together; the trace begins at midnight.",
                        byHour.html()));
    }

    private Html lifetimes() {
        Lifetimes lifetimes = trace.lifetimes();
        HtmlTable bars = new HtmlTable("Pods by lifetime").number("Runs").number("Pods");
        for (Lifetimes.Bar bar : lifetimes.bars()) {
            String words = bar.untilMillis() == Long.MAX_VALUE
                    ? Words.duration(bar.fromMillis()) + " or more"
                    : "under " + Words.duration(bar.untilMillis());
            bars.row(Cell.number(words, bar.fromMillis()), Cell.count(bar.pods()));
        }
        HtmlTable figures = new HtmlTable("Lifetimes in figures").words("Figure").number("Value");
        figures.row(Cell.words("Mean"), Cell.duration(Math.round(lifetimes.meanMillis())));
        figures.row(Cell.words("Half run at most"), Cell.duration(lifetimes.medianMillis()));
        figures.row(Cell.words("9 in 10 run at most"), Cell.duration(lifetimes.p90Millis()));
        figures.row(Cell.words("99 in 100 run at most"), Cell.duration(lifetimes.p99Millis()));
        figures.row(Cell.words("The longest"), Cell.duration(lifetimes.maxMillis()));
        figures.row(Cell.words("Pods whose end is not known"), Cell.count(lifetimes.unknown()));
        return HtmlPage.chart(
                        "chart-lifetimes",
                        "How long pods run",
                        Words.counted(lifetimes.known(), "pod", "pods") + " with a known end.",
                        bars.html())
                .add(figures.html());
    }

    private Html classes() {
        HtmlTable table = new HtmlTable("Classes of pods that ask the same, the largest first")
                .words("Namespace")
                .number("Pods")
                .number("CPU")
                .number("Memory")
                .number("GPU")
                .number("Priority");
        int shown = Math.min(MOST_CLASSES, trace.classes().size());
        for (TraceContents.Template template : trace.classes().subList(0, shown)) {
            PodSpec pod = template.pod();
            long cpu = pod.requests().cpuMilli();
            long memory = pod.requests().memoryBytes();
            table.row(
                    Cell.words(pod.namespace()),
                    Cell.count(template.pods()),
                    Cell.number(Words.milli(cpu), cpu),
                    Cell.number(Words.bytes(memory), memory),
                    Cell.number(
                            gpus(pod.devices()), pod.devices().totalMilli()),
                    Cell.count(pod.priority()));
        }
        Html html = table.html();
        int hidden = trace.classes().size() - shown;
        return hidden > 0
                ? html.leaf("p", Words.counted(hidden, "smaller class is", "smaller classes are") + " not shown.")
                : html;
    }

    private static String gpus(DeviceRequest devices) {
        if (devices.count() == 0) {
            return "none";
        }
        String amount = devices.isShare()
                ? Words.decimal(devices.milliPerDevice() / (double) DeviceSpec.WHOLE, 3)
                : Words.count(devices.count());
        return devices.models().isEmpty() ? amount : amount + " " + String.join(" or ", devices.models());
    }

    private Html events() {
        HtmlTable table = new HtmlTable("Events").words("Event").number("How often");
        for (EventType type : EventType.values()) {
            long count = trace.events().getOrDefault(type, 0L);
            if (count > 0) {
                String words = type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                table.row(Cell.words(words), Cell.count(count));
            }
        }
        return table.html().leaf("p", "Format: " + trace.format() + ".");
    }

    private List<Integer> moments() {
        int last = trace.arrivals().size() - 1;
        int steps = Math.min(MOMENTS - 1, last);
        List<Integer> moments = new ArrayList<>();
        for (int step = 0; step <= steps; step++) {
            moments.add(steps == 0 ? 0 : (int) ((long) step * last / steps));
        }
        return moments;
    }

    private Cell moment(int bucket) {
        long time = bucket * trace.bucketMillis();
        return Cell.number(Words.moment(time), time);
    }

    private String data() {
        JsonWriter json = JsonWriter.embedded().beginObject().name("timeMillis").beginArray();
        for (int bucket = 0; bucket < trace.arrivals().size(); bucket++) {
            json.value(bucket * trace.bucketMillis());
        }
        json.endArray().name("arrivals").beginArray();
        trace.arrivals().forEach(json::value);
        json.endArray().name("arrivalsByHour").beginArray();
        trace.arrivalsByHour().forEach(json::value);
        json.endArray().name("loads").beginArray();
        for (ResourceLoad load : trace.loads()) {
            json.beginObject().field("label", ResourceWords.label(load.resource()));
            json.field("foremost", load.resource().equals(foremost().resource()));
            json.name("shares").beginArray();
            for (int bucket = 0; bucket < load.capacity().size(); bucket++) {
                json.value(load.share(bucket), SHARE_DECIMALS);
            }
            json.endArray().endObject();
        }
        json.endArray().name("lifetimes").beginArray();
        for (Lifetimes.Bar bar : trace.lifetimes().bars()) {
            json.beginObject().field("fromMillis", bar.fromMillis());
            if (bar.untilMillis() == Long.MAX_VALUE) {
                json.name("untilMillis").nullValue();
            } else {
                json.field("untilMillis", bar.untilMillis());
            }
            json.field("pods", bar.pods()).endObject();
        }
        return json.endArray().endObject().toString();
    }
}
