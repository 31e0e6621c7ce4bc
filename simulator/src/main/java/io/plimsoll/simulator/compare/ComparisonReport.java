package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.record.JsonWriter;
import io.plimsoll.simulator.report.Card;
import io.plimsoll.simulator.report.Cell;
import io.plimsoll.simulator.report.Html;
import io.plimsoll.simulator.report.HtmlPage;
import io.plimsoll.simulator.report.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of a comparison, {@code report.html}: for somebody who was not there and has nothing but this file. The same
 * comparison gives the same bytes.
 */
public final class ComparisonReport {

    /** The name of the file. */
    public static final String FILE = "report.html";

    private final Comparison comparison;
    private final ComparisonTables tables;

    private ComparisonReport(Comparison comparison) {
        this.comparison = comparison;
        this.tables = new ComparisonTables(comparison);
    }

    /** The content of the file. */
    public static String html(Comparison comparison) {
        return new ComparisonReport(comparison).page().render();
    }

    private HtmlPage page() {
        HtmlPage page = new HtmlPage(title(), ComparisonSentence.of(comparison));
        if (!comparison.complete()) {
            page.warning(
                    "This comparison was stopped after %s of %s runs. All runs are in runs.csv; figures here are of the seeds that every policy ran."
                            .formatted(
                                    Words.count(comparison.runs().size()),
                                    Words.count(comparison.plan().runs())));
        }
        seeds().forEach(page::warning);
        page.cards(cards());
        page.section("differences", "Differences from " + comparison.baseline().text(), differences());
        Metric course = course();
        if (course != null) {
            page.section("course", "Over time", course(course));
        }
        page.section("results", "All results", results());
        page.section("inputs", "Inputs and assumptions", ComparisonNotes.inputs(comparison));
        page.section("reading", "How to read this", ComparisonNotes.reading(comparison));
        JsonWriter json = JsonWriter.embedded();
        ComparisonJson.write(comparison, json);
        page.data("comparison", json.toString());
        page.data("course", course == null ? "null" : CourseData.json(comparison, course));
        return page.script(ComparisonReport.class, "comparison-report.js");
    }

    private String title() {
        long bounds = comparison.plan().entrants().stream()
                .filter(entrant -> entrant.bound() != null)
                .count();
        return "%s%s compared on %s, %s"
                .formatted(
                        Words.counted(comparison.plan().entrants().size() - bounds, "policy", "policies"),
                        bounds == 0 ? "" : " and " + Words.counted(bounds, "bound", "bounds"),
                        comparison.plan().workloads().info().name(),
                        Words.counted(comparison.plan().seeds().size(), "seed", "seeds"));
    }

    /** What a reader must know before any figure: how much the seeds are worth. */
    private List<String> seeds() {
        List<String> warnings = new ArrayList<>();
        int seeds = comparison.plan().seeds().size();
        if (seeds == 1) {
            warnings.add(
                    "With one seed there is no telling how much of a difference is chance. Intervals, where there are"
                            + " any, say only how steady a difference was within that one run.");
        } else if (!comparison.plan().workloads().vary()) {
            warnings.add(
                    "All seeds replay the same trace: they change the order of the nodes, which breaks ties, and what"
                            + " policies draw. The intervals say how much that matters, not what another workload would show.");
        }
        List<String> fixed = new ArrayList<>();
        for (int i = 0; i < comparison.plan().entrants().size(); i++) {
            if (!comparison.dependsOnSeed(i)) {
                fixed.add(comparison.plan().entrants().get(i).text());
            }
        }
        if (!fixed.isEmpty()) {
            warnings.add("The seed changes nothing for " + String.join(", ", fixed)
                    + ": every run is the same, so no interval is claimed between them.");
        }
        return warnings;
    }

    private List<Card> cards() {
        List<Card> cards = new ArrayList<>();
        cards.add(Card.of(
                "Runs",
                Cell.count(comparison.runs().size()),
                Cell.words(Words.counted(comparison.completeSeeds(), "complete seed", "complete seeds"))));
        for (Metric metric : List.of(
                Metric.NODES_IN_USE,
                Metric.NODES_OVER_BOUND,
                Metric.GPU_ALLOCATION,
                Metric.GPU_FRAGMENTATION,
                Metric.MEAN_WAIT)) {
            Card card = comparison.metrics().contains(metric) ? tables.best(metric) : null;
            if (card != null) {
                cards.add(card);
            }
        }
        return cards;
    }

    private Html differences() {
        Html html = new Html()
                .leaf(
                        "p",
                        "A dot is the mean difference from "
                                + comparison.baseline().text() + ", paired by seed; the bar"
                                + " holds the true one with 95\u00a0% confidence. Green is better, orange worse; grey are"
                                + " differences that the runs cannot show, and bounds, which no policy reaches.");
        html.open("div", "class", "pair");
        for (Metric metric : comparison.metrics()) {
            if (comparison.differences().stream().anyMatch(difference -> difference.metric() == metric)) {
                html.add(HtmlPage.chart(
                        "chart-" + metric.id(),
                        ComparisonTables.heading(metric),
                        metric.lessIsBetter() ? "Left is better." : "Right is better.",
                        tables.differences(metric)));
            }
        }
        return html.close();
    }

    private Html results() {
        return new Html()
                .leaf(
                        "p",
                        "Means over the seeds, \u00b1 the standard deviation from seed to seed. The best policy of each"
                                + " column is not always the better one by more than chance: the section above says that.")
                .add(tables.results())
                .add(tables.words());
    }

    private @Nullable Metric course() {
        for (Metric metric : List.of(Metric.GPU_ALLOCATION, Metric.CPU_ALLOCATION, Metric.MEMORY_ALLOCATION)) {
            if (comparison.metrics().contains(metric)) {
                return metric;
            }
        }
        return null;
    }

    private Html course(Metric metric) {
        boolean arrivals = comparison.plan().workloads().options().arrivalsOnly();
        return HtmlPage.chart(
                "chart-course",
                ComparisonTables.heading(metric),
                "Mean over the seeds, over " + (arrivals ? "the pods that arrived" : "virtual time")
                        + ". 100 % is all that the nodes offer; an infinite cluster may use more.",
                tables.course(metric));
    }
}
