package io.plimsoll.planner.survive;

import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.report.PlanSubject;
import io.plimsoll.planner.report.PlanView;
import io.plimsoll.simulator.record.JsonWriter;
import io.plimsoll.simulator.report.Card;
import io.plimsoll.simulator.report.Cell;
import io.plimsoll.simulator.report.Html;
import io.plimsoll.simulator.report.HtmlPage;
import io.plimsoll.simulator.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How an answer about failures is shown.
 *
 * @param found the answer
 */
public record SurviveView(SurviveAnswer found) implements PlanView {

    @Override
    public PlanSubject subject() {
        return new PlanSubject("survive", found.cluster(), found.rules(), found.seed());
    }

    @Override
    public String sentence(Names names) {
        return SurviveWords.sentence(found, names);
    }

    @Override
    public List<Card> cards(Names names) {
        List<Card> cards = new ArrayList<>();
        for (Outage.Kind kind : Outage.Kind.values()) {
            List<OutageResult> results = found.of(kind);
            if (!results.isEmpty()) {
                long survived = results.stream().filter(OutageResult::survived).count();
                long proven = results.stream()
                        .filter(result -> result.verdict() == OutageResult.Verdict.IMPOSSIBLE)
                        .count();
                String label = Character.toUpperCase(kind.many().charAt(0))
                        + kind.many().substring(1) + " that may fail";
                cards.add(Card.of(
                        label,
                        Cell.count(survived),
                        Cell.words("of " + Words.count(results.size())
                                + (proven == 0 ? "" : "; " + Words.count(proven) + " proven impossible"))));
            }
        }
        SeveralNodes several = found.several();
        if (several != null) {
            cards.add(Card.of(
                    "Any " + several.nodes() + " nodes",
                    Cell.words(several.verdict().word()),
                    Cell.words("counting room proves it for " + Words.count(several.guaranteed()))));
        }
        return cards;
    }

    @Override
    public void sections(HtmlPage page, Names names) {
        SurviveTables tables = new SurviveTables(found, names);
        List<OutageResult> shown = SurviveTables.shown(found);
        if (shown.stream().anyMatch(result -> result.waiting().length > 0)) {
            page.section(
                    "matrix",
                    "Who would wait",
                    HtmlPage.chart(
                            "chart-matrix",
                            "Failures and workloads",
                            "Each row is a failure, each column a workload; the cell is the number of its pods that fit nowhere "
                                    + "after it. All zones, racks and pools, and the nodes that leave most pods waiting.",
                            tables.waiting(shown)));
        }
        page.section(
                "failures",
                "Every failure",
                new Html()
                        .leaf(
                                "p",
                                "Pods on other nodes stay where they are. \u201cAt least\u201d holds for every order and every "
                                        + "scheduler.")
                        .add(tables.results(shown)));
        if (!found.additions().isEmpty()) {
            page.section("additions", "What would have to be added", tables.additions());
        }
        if (!found.cluster().budgets().isEmpty()) {
            page.section("budgets", "Disruption budgets", tables.budgets(shown));
        }
        SeveralNodes several = found.several();
        if (several != null) {
            page.section(
                    "several",
                    "Any " + several.nodes() + " nodes",
                    new Html().leaf("p", SurviveWords.several(several, names)));
        }
    }

    @Override
    public Map<String, String> glossary() {
        return Map.of(
                "All placed again",
                "The cluster's own scheduler finds a node for every pod of the nodes that failed, in the order of its queue.",
                "Fits in another order",
                "The scheduler leaves pods waiting; a search found a placement of all of them, which was checked.",
                "Proven impossible",
                "No placement of all the pods exists on the nodes that are left, as long as no other pod moves: by a count of room, "
                        + "by the sum of a resource, or because every placement was tried.",
                "Undecided",
                "The scheduler leaves pods waiting, no bound says that it must, and there were too many placements to try.");
    }

    @Override
    public void answer(JsonWriter json, Names names) {
        new SurviveJson(found, json, names).write();
    }

    @Override
    public String text(Names names) {
        return SurviveWords.text(found, names);
    }
}
