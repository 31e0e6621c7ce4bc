package io.plimsoll.cli;

import io.plimsoll.simulator.report.Words;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.summary.TraceSummary;
import io.plimsoll.traces.summary.TraceSummary.Demand;
import io.plimsoll.traces.summary.TraceSummary.Lifetimes;
import io.plimsoll.traces.summary.TraceSummary.Point;
import io.plimsoll.traces.summary.TraceSummary.RequestClass;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Says what a trace is like, in lines for a terminal. */
final class TraceInfoText {

    private static final int CLASSES = 8;
    private static final int MOMENTS = 8;

    private final TraceSummary trace;
    private final PrintWriter out;

    private TraceInfoText(TraceSummary trace, PrintWriter out) {
        this.trace = trace;
        this.out = out;
    }

    static void print(TraceSummary trace, List<InputDigest> inputs, PrintWriter out) {
        TraceInfoText text = new TraceInfoText(trace, out);
        text.header();
        inputs.forEach(input ->
                text.line("Read from %s (%s), SHA-256 %s", input.file(), Words.bytes(input.bytes()), input.sha256()));
        text.classes();
        if (trace.hasTimes()) {
            text.demands();
            text.overTime();
            text.lifetimes();
            text.arrivals();
        }
    }

    private void header() {
        line(
                "Trace %s (%s): %s of %s and %s, %s, %s, %s",
                trace.name(),
                trace.format(),
                Words.counted(trace.pods(), "pod", "pods"),
                Words.counted(trace.classes().size(), "class", "classes"),
                Words.counted(trace.owners(), "owner", "owners"),
                trace.nodes() == 0 ? "no nodes of its own" : Words.counted(trace.nodes(), "node", "nodes"),
                Words.counted(trace.nodeEvents(), "event of nodes", "events of nodes"),
                trace.hasTimes() ? "over " + Words.duration(trace.spanMillis()) : "without times");
    }

    private void classes() {
        int shown = Math.min(CLASSES, trace.classes().size());
        line("Classes%s:", shown < trace.classes().size() ? ", the " + shown + " most frequent" : "");
        for (RequestClass asked : trace.classes().subList(0, shown)) {
            line(
                    "  %12s  %6s  cpu %s, memory %s%s",
                    Words.counted(asked.pods(), "pod", "pods"),
                    Words.percent((double) asked.pods() / trace.pods()),
                    Words.milli(asked.cpuMilli()),
                    Words.bytes(asked.memoryBytes()),
                    asked.gpuMilli() == 0 ? "" : ", gpu " + Words.milli(asked.gpuMilli()));
        }
    }

    private void demands() {
        for (Demand demand : trace.demands()) {
            boolean offered = demand.capacityAtPeak() > 0;
            line(
                    "%-8s requested: mean %s, peak %s (%s)%s",
                    demand.resource(),
                    offered ? share(demand.mean(), demand.capacityAtPeak()) : amount(demand, Math.round(demand.mean())),
                    offered ? share((double) demand.peak(), demand.capacityAtPeak()) : amount(demand, demand.peak()),
                    Words.moment(demand.peakMillis()),
                    offered ? " of the capacity at the peak" : ", and no capacity");
        }
    }

    /** A table of what is requested as a share of what is there; as an amount when nothing is. */
    private void overTime() {
        if (trace.demands().isEmpty()) {
            return;
        }
        StringBuilder heads = new StringBuilder();
        trace.demands().forEach(demand -> heads.append(cell(demand.resource())));
        line("%-16s%s", "Requested at", heads);
        int last = trace.demands().get(0).points().size() - 1;
        for (int i = 0; i <= MOMENTS; i++) {
            int sample = last * i / MOMENTS;
            StringBuilder cells = new StringBuilder();
            for (Demand demand : trace.demands()) {
                Point point = demand.points().get(sample);
                cells.append(cell(
                        point.capacity() > 0
                                ? share((double) point.requested(), point.capacity())
                                : amount(demand, point.requested())));
            }
            long millis = trace.demands().get(0).points().get(sample).timeMillis();
            line("  %-14s%s", Words.duration(millis), cells);
        }
    }

    private void lifetimes() {
        Lifetimes lifetimes = trace.lifetimes();
        line(
                "Lifetimes: half up to %s, 9 in 10 up to %s, 99 in 100 up to %s, the longest %s; %s unknown",
                Words.duration(lifetimes.p50Millis()),
                Words.duration(lifetimes.p90Millis()),
                Words.duration(lifetimes.p99Millis()),
                Words.duration(lifetimes.maxMillis()),
                Words.counted(lifetimes.unknown(), "end", "ends"));
    }

    private void arrivals() {
        line(
                "Arrivals by hour: %s",
                String.join(
                        " ",
                        trace.arrivalsByHour().stream().map(String::valueOf).toList()));
    }

    private static String share(double part, long whole) {
        return Words.percent(part / (double) whole);
    }

    private static String amount(Demand demand, long amount) {
        return switch (demand.unit()) {
            case "milli" -> Words.milli(amount);
            case "bytes" -> Words.bytes(amount);
            default -> Words.count(amount);
        };
    }

    private static String cell(String text) {
        return String.format(Locale.ROOT, "%14s", text);
    }

    /** For terminals and scripts: no no-break spaces. */
    private void line(String form, Object... values) {
        out.println(String.format(Locale.ROOT, form, values).replace('\u00a0', ' '));
    }
}
