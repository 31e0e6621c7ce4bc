package io.plimsoll.planner.survive;

import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.survive.OutageResult.BrokenBudget;
import io.plimsoll.simulator.report.Cell;
import io.plimsoll.simulator.report.Html;
import io.plimsoll.simulator.report.HtmlTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The tables of a report about failures. */
final class SurviveTables {

    private static final int MOST_NODES = 30;

    private final SurviveAnswer found;
    private final Names names;

    SurviveTables(SurviveAnswer found, Names names) {
        this.found = found;
        this.names = names;
    }

    /** All groups, and the nodes that leave most pods waiting or have most pods. */
    static List<OutageResult> shown(SurviveAnswer found) {
        List<OutageResult> shown = new ArrayList<>(found.groups());
        found.nodes().stream()
                .sorted(Comparator.comparingInt((OutageResult result) -> result.waiting().length)
                        .thenComparingInt(OutageResult::evicted)
                        .reversed())
                .limit(MOST_NODES)
                .forEach(shown::add);
        return shown;
    }

    Html results(List<OutageResult> shown) {
        HtmlTable table = new HtmlTable("Failures")
                .words("What fails")
                .words("Name")
                .number("Nodes")
                .number("Pods to place")
                .number("Wait")
                .number("At least")
                .words("What is known");
        for (OutageResult result : shown) {
            table.row(
                    Cell.words(result.outage().kind().one()),
                    Cell.words(SurviveWords.name(result.outage(), names)),
                    Cell.count(result.outage().nodes().length),
                    Cell.count(result.evicted()),
                    Cell.count(result.waiting().length),
                    Cell.count(result.least()),
                    Cell.words(result.verdict().words()));
        }
        return table.html();
    }

    Html waiting(List<OutageResult> shown) {
        HtmlTable table = new HtmlTable("Who waits")
                .words("Failure")
                .number("Priority")
                .words("Workload")
                .number("Pods");
        for (OutageResult result : shown) {
            for (WaitingPods waiting : WaitingPods.of(found.cluster(), result)) {
                table.row(
                        Cell.words(result.outage().kind().one() + " " + SurviveWords.name(result.outage(), names)),
                        Cell.count(waiting.priority()),
                        Cell.words(names.of("workload", waiting.owner())),
                        Cell.count(waiting.pods()));
            }
        }
        return table.html();
    }

    Html additions() {
        HtmlTable table = new HtmlTable("Nodes to add so that a failure leaves no pod waiting")
                .words("Failure")
                .number("Add")
                .number("At least")
                .words("Nodes like");
        for (SurviveAnswer.Addition addition : found.additions()) {
            table.row(
                    Cell.words(addition.outage().kind().one() + " " + SurviveWords.name(addition.outage(), names)),
                    addition.nodes() == 0 ? Cell.number("-", -1) : Cell.count(addition.nodes()),
                    Cell.count(addition.bound()),
                    Cell.words(SurviveWords.like(addition, names)));
        }
        return new Html()
                .leaf(
                        "p",
                        "Nodes of the kinds that the cluster has with which the scheduler places every pod, as few as were found, and "
                                + "how many are needed at least, of whatever kind.")
                .add(table.html());
    }

    Html budgets(List<OutageResult> shown) {
        HtmlTable table = new HtmlTable("Disruption budgets that do not hold")
                .words("Failure")
                .words("Budget")
                .number("Wants")
                .number("Left at once")
                .number("After placing");
        boolean any = false;
        for (OutageResult result : shown) {
            for (BrokenBudget broken : result.budgets()) {
                any = true;
                table.row(
                        Cell.words(result.outage().kind().one() + " " + SurviveWords.name(result.outage(), names)),
                        Cell.words(names.of("budget", broken.budget())),
                        Cell.count(broken.atLeast()),
                        Cell.count(broken.atOnce()),
                        Cell.count(broken.after()));
            }
        }
        return any
                ? table.html()
                : new Html().leaf("p", "Every budget holds at the moment of each of these failures and afterwards.");
    }
}
