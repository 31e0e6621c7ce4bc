package io.plimsoll.simulator.fgd;

import io.plimsoll.simulator.record.FixedDecimal;
import io.plimsoll.simulator.report.Card;
import io.plimsoll.simulator.report.Cell;
import io.plimsoll.simulator.report.Html;
import io.plimsoll.simulator.report.HtmlPage;
import io.plimsoll.simulator.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The report of a study: one offline page with the comparison first, then the curves of the paper for every workload,
 * ours and the published overlaid.
 */
public final class StudyReport {

    private static final String SOURCE =
            "Q. Weng et al., Beware of Fragmentation: Scheduling GPU-Sharing Workloads with"
                    + " Fragmentation Gradient Descent, USENIX ATC 2023";

    private final StudyResult result;
    private final List<String> workloads;

    private StudyReport(StudyResult result) {
        this.result = result;
        TreeSet<String> names = new TreeSet<>();
        result.rows().forEach(row -> names.add(row.workload()));
        workloads = List.copyOf(names);
    }

    /** The page. */
    public static String html(StudyResult result) {
        return new StudyReport(result).page().render();
    }

    private HtmlPage page() {
        HtmlPage page = new HtmlPage("The FGD study, run again", lead());
        if (!result.complete()) {
            page.warning("The study was stopped after %d of %d experiments. Everything below covers only those."
                    .formatted(result.runs().size(), result.planned()));
        }
        page.cards(cards());
        page.section("comparison", "Ours and the published results", StudyTables.comparison(result.rows()));
        for (int i = 0; i < workloads.size(); i++) {
            page.section("workload-" + i, "Workload " + workloads.get(i), curves(i));
        }
        page.section("reading", "How to read this", reading());
        page.data("study", StudyCurveData.json(result, workloads));
        return page.script(StudyReport.class, "study-report.js");
    }

    private String lead() {
        long differing = result.rows().stream()
                .filter(row -> row.verdict() == StudyVerdict.DIFFERS)
                .count();
        if (result.judged() == 0) {
            return "Nothing here can be compared with the publication.";
        }
        String judged = result.judged() == result.rows().size() ? "" : " that can be judged";
        return differing == 0
                ? "All %d combinations of workload and policy%s agree with the published tables, the deterministic policies in every cell."
                        .formatted(result.judged(), judged)
                : "%d of %d combinations of workload and policy%s differ from the published tables."
                        .formatted(differing, result.judged(), judged);
    }

    private List<Card> cards() {
        List<Card> cards = new ArrayList<>();
        long seeds =
                result.runs().stream().map(run -> run.key().seed()).distinct().count();
        cards.add(Card.of(
                "Experiments",
                Cell.count(result.runs().size()),
                Cell.words(Words.counted(workloads.size(), "workload", "workloads") + ", "
                        + Words.counted(seeds, "seed", "seeds"))));
        double largest = result.rows().stream()
                .filter(row -> row.policy().deterministic())
                .flatMap(row -> row.tables().values().stream())
                .mapToDouble(TableComparison::deviation)
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
        cards.add(Card.of(
                "Largest deviation",
                StudyTables.percent(largest, 4),
                Cell.words("points, over every cell, seed and table of the deterministic policies")));
        cards.add(Card.of(
                "Time",
                Cell.duration(result.wallNanos() / 1_000_000),
                Cell.words("all " + Words.count(StudyResult.EXPERIMENTS) + " experiments would take "
                        + Words.duration(result.extrapolatedNanos() / 1_000_000))));
        return cards;
    }

    private Html curves(int index) {
        String workload = workloads.get(index);
        Html html = new Html().leaf("p", sentence(workload));
        html.add(chart(
                index,
                StudyTable.ALLOCATION,
                "Allocated GPUs",
                "Percent of all GPUs over arrived demand in percent of all GPUs. Opens at the end, where policies part;"
                        + " the slider below shows all of it."));
        html.open("div", "class", "pair");
        html.add(chart(
                index,
                StudyTable.FRAGMENTATION_RATIO,
                "Fragmentation ratio",
                "Of the idle GPUs, how many percent the typical pods cannot use."));
        html.add(chart(index, StudyTable.FRAGMENTATION, "Fragmentation amount", "The same in percent of all GPUs."));
        return html.close();
    }

    private Html chart(int index, StudyTable table, String heading, String description) {
        return HtmlPage.chart(
                "chart-%d-%s".formatted(index, table.id()),
                heading,
                description + " Lines are ours, dots are published; both are means over the seeds.",
                StudyTables.curves(result, workloads.get(index), table));
    }

    private String sentence(String workload) {
        List<PolicyComparison> byAllocation = result.rows().stream()
                .filter(row -> row.workload().equals(workload))
                .sorted((a, b) -> Double.compare(allocation(b), allocation(a)))
                .toList();
        PolicyComparison best = byAllocation.get(0);
        String first = "With as much demand as there are GPUs, %s allocates %s\u00a0%% of them"
                .formatted(best.policy().shortName(), FixedDecimal.fixed(allocation(best), 2));
        if (byAllocation.size() == 1) {
            return first + ".";
        }
        PolicyComparison second = byAllocation.get(1);
        return "%s, %s points more than the next best, %s."
                .formatted(
                        first,
                        FixedDecimal.fixed(allocation(best) - allocation(second), 2),
                        second.policy().shortName());
    }

    private static double allocation(PolicyComparison row) {
        return row.table(StudyTable.ALLOCATION).ours100().mean();
    }

    private static Html reading() {
        Html html = new Html().open("ul", "class", "notes");
        html.leaf(
                "li",
                "The study: " + SOURCE + ". Pods arrive one by one on an empty cluster and never leave; one that"
                        + " fits nowhere is dropped. After all pods of the workload, clones drawn from it follow until 1.3 times"
                        + " the cluster's GPUs were asked for.");
        html.leaf(
                "li", "A seed fixes the order of arrivals, the clones and the order of the nodes, which breaks ties.");
        html.leaf(
                "li",
                "A cell is the mean over all arrivals whose arrived demand rounds to that percent. \u201cLargest"
                        + " deviation\u201d is over all 131 cells of all seeds; a policy agrees when it is at most %s points,"
                                .formatted(FixedDecimal.fixed(PolicyComparison.TOLERANCE, 3))
                        + " which is one unit of the second decimal in which the study logs.");
        html.leaf(
                "li",
                "Random cannot be repeated by its authors\u2019 program either, as it depends on the timing of"
                        + " threads. Its means over the seeds are compared instead, at every tenth percent and in every table:"
                        + " they may differ by five standard errors of the difference, and by 0.05 points at least. With fewer"
                        + " than " + PolicyComparison.SEEDS_TO_JUDGE + " seeds it is not judged.");
        html.leaf(
                "li",
                "Fragmentation is what is idle and of no use to the typical pods, the most frequent requests that"
                        + " make up 95\u00a0% of the workload. Pods without GPUs count among them, so an empty cluster is"
                        + " fragmented, too.");
        return html.close();
    }
}
