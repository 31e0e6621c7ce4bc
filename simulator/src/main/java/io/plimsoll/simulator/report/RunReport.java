package io.plimsoll.simulator.report;

import io.plimsoll.simulator.record.ResourceUse;
import io.plimsoll.simulator.record.RunResult;
import io.plimsoll.simulator.record.RunSummary;
import io.plimsoll.simulator.record.Series;
import java.util.List;

/**
 * The report of one run, {@code report.html}: for somebody who was not there and has nothing but this file. The same result
 * gives the same bytes.
 */
public final class RunReport {

    /** The name of the file. */
    public static final String FILE = "report.html";

    private final RunResult result;
    private final RunSummary run;
    private final RunClock clock;

    private RunReport(RunResult result) {
        this.result = result;
        this.run = result.summary();
        this.clock = RunClock.of(run);
    }

    /** The content of the file. */
    public static String html(RunResult result) {
        return new RunReport(result).page().render();
    }

    private HtmlPage page() {
        HtmlPage page = new HtmlPage("Simulation of " + run.trace().name(), RunSentence.of(run));
        if (!run.complete()) {
            page.warning("This run was stopped (" + run.stopReason().text() + ") after " + clock.span(run.spanMillis())
                    + ". Everything below covers only that part of the trace.");
        }
        page.cards(RunCards.of(run));
        page.section("allocation", "Allocation", allocation());
        page.section("pods", "Pods", pods());
        page.section("nodes", "Nodes", nodes());
        if (RunCards.waits(run)) {
            page.section("waiting", "Waiting", waiting());
        }
        if (RunCards.suffered(run)) {
            page.section("disruption", "Disruption", disruption());
        }
        page.section("failures", "Failed attempts", failures());
        page.section(
                "inputs", "Inputs and assumptions", RunNotes.assumptions(run).add(RunNotes.inputs(run)));
        page.section("reading", "How to read this", RunNotes.reading(run));
        page.data("run", RunData.run(run));
        page.data("series", RunData.series(result.series()));
        page.data("heatmap", RunData.heatMap(result.heatMap()));
        return page.script(RunReport.class, "run-report.js");
    }

    private Html allocation() {
        List<String> columns = run.resources().stream()
                .map(ResourceUse::name)
                .map(name -> Series.ALLOCATED + name)
                .toList();
        return HtmlPage.chart(
                        "chart-allocation",
                        "Allocated share of each resource",
                        "Over " + clock.axis() + "; 100 % is all that the nodes offer. Dashed grey: what "
                                + (clock.arrivals() ? "all pods so far" : "running and waiting pods")
                                + " ask for.",
                        RunTables.moments("Allocation at some moments", clock, result.series(), columns))
                .add(RunTables.resources(run))
                .add(RunGroupTables.stranded(run));
    }

    private Html pods() {
        boolean waits = RunCards.waits(run);
        List<String> columns = waits ? List.of(Series.RUNNING_PODS, Series.PENDING_PODS) : List.of(Series.RUNNING_PODS);
        return HtmlPage.chart(
                        "chart-pods",
                        waits ? "Running and waiting pods" : "Running pods",
                        "Number of pods over " + clock.axis() + ".",
                        RunTables.moments("Pods at some moments", clock, result.series(), columns))
                .add(RunTables.totals(run.totals()));
    }

    private Html nodes() {
        String resource = ResourceWords.label(result.heatMap().resource());
        Html html = HtmlPage.chart(
                "chart-heatmap",
                resource + " allocation, node by node",
                "Each row is a group of neighbouring nodes in the order of the trace, each column a slice of "
                        + clock.axis() + ". Hatched: no " + resource + " there.",
                RunTables.fullness(result.heatMap(), clock));
        html.open("div", "class", "pair");
        if (run.fragmentation() != null) {
            html.add(HtmlPage.chart(
                    "chart-fragmentation",
                    "GPU fragmentation",
                    "Idle GPU capacity that typical pods cannot use.",
                    RunTables.moments(
                            "Fragmentation at some moments",
                            clock,
                            result.series(),
                            List.of(Series.FRAGMENTATION_AMOUNT, Series.FRAGMENTATION_RATIO))));
        }
        html.add(HtmlPage.chart(
                "chart-empty",
                "Empty nodes",
                "Nodes without a pod.",
                RunTables.moments("Empty nodes at some moments", clock, result.series(), List.of(Series.EMPTY_NODES))));
        return html.close();
    }

    private Html waiting() {
        long waited = run.waiting().placements() - run.waiting().withoutWaiting();
        if (waited == 0) {
            return new Html().leaf("p", "Every pod that was placed was placed at the moment it arrived.");
        }
        return HtmlPage.chart(
                        "chart-waiting",
                        "How long the " + Words.counted(waited, "placement", "placements") + " that had to wait waited",
                        "The other " + Words.count(run.waiting().withoutWaiting()) + " of "
                                + Words.count(run.waiting().placements()) + " came at once.",
                        RunTables.waiting(run.waiting()))
                .add(RunGroupTables.groups(run))
                .add(RunTables.percentiles(run.waiting()))
                .add(RunGroupTables.waits(run));
    }

    private Html disruption() {
        Html html = new Html()
                .leaf(
                        "p",
                        "Pods of nodes that failed: "
                                + RunNotes.fate(run.options().rules()) + " On average "
                                + Words.decimal(run.disruption().waitingPods().mean(), 1)
                                + " pods that had a place waited for another one, at most "
                                + Words.count(Math.round(
                                        run.disruption().waitingPods().peak())) + ".")
                .add(RunGroupTables.evictions(run));
        return run.disruption().preemptions().evictions() == 0 ? html : html.add(RunGroupTables.preemptions(run));
    }

    private Html failures() {
        if (run.failures().isEmpty()) {
            return new Html().leaf("p", "Every pod found a node at the first attempt.");
        }
        return new Html()
                .leaf(
                        "p",
                        "An attempt fails when every node refuses the pod. A node may have several reasons, and a waiting pod"
                                + " may try often, so the counts overlap.")
                .add(RunTables.failures(run));
    }
}
