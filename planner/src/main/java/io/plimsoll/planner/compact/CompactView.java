package io.plimsoll.planner.compact;

import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.compact.CompactAnswer.PolicyRow;
import io.plimsoll.planner.report.PlanSubject;
import io.plimsoll.planner.report.PlanView;
import io.plimsoll.planner.report.TextTable;
import io.plimsoll.simulator.record.JsonWriter;
import io.plimsoll.simulator.report.Card;
import io.plimsoll.simulator.report.Cell;
import io.plimsoll.simulator.report.Html;
import io.plimsoll.simulator.report.HtmlPage;
import io.plimsoll.simulator.report.HtmlTable;
import io.plimsoll.simulator.report.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How an answer about compaction is shown.
 *
 * @param found the answer
 */
public record CompactView(CompactAnswer found) implements PlanView {

    private static final int SHARE_DECIMALS = 6;

    @Override
    public PlanSubject subject() {
        List<String> policies = found.policies().stream().map(PolicyRow::policy).toList();
        return new PlanSubject(
                "compact",
                found.cluster(),
                String.join(", ", policies),
                found.question().seed());
    }

    private int all() {
        return found.cluster().nodes().size();
    }

    private PolicyRow best() {
        return found.policies().get(0);
    }

    private PolicyRow last() {
        return found.policies().get(found.policies().size() - 1);
    }

    private String nodes(int count) {
        return count > all() ? "more than " + Words.count(all()) : Words.count(count);
    }

    @Override
    public String sentence(Names names) {
        String pods = Words.counted(found.pods(), "pod", "pods");
        if (best().percentile90() > all()) {
            return "No policy places the " + pods + " again on the " + Words.counted(all(), "node", "nodes")
                    + "; at least " + nodes(found.bound()) + " are needed.";
        }
        String others = found.policies().size() == 1 ? "" : ", " + last().policy() + " " + nodes(last().percentile90());
        return "The " + pods + " fit on " + nodes(best().percentile90()) + " of the "
                + Words.counted(all(), "node", "nodes")
                + " under " + best().policy() + others + "; no policy can do with fewer than " + nodes(found.bound())
                + " (90th percentile of " + Words.counted(found.question().trials(), "trial", "trials") + ").";
    }

    @Override
    public List<Card> cards(Names names) {
        List<Card> cards = new ArrayList<>();
        cards.add(Card.of("Nodes needed", Cell.words(nodes(best().percentile90())), Cell.words(best().policy())));
        cards.add(
                Card.of("Bound", Cell.words(nodes(found.bound())), Cell.words("in the same trials, for every policy")));
        cards.add(Card.of("Nodes", Cell.count(all()), Cell.words("in the cluster")));
        cards.add(Card.of(
                "Bound, any choice",
                Cell.words(nodes(found.anyNodes())),
                Cell.words("with the nodes chosen, not drawn")));
        return cards;
    }

    @Override
    public void sections(HtmlPage page, Names names) {
        HtmlTable table = new HtmlTable("Nodes that are enough, policy by policy")
                .words("Policy")
                .number("90th percentile")
                .number("Fewest")
                .number("Most")
                .number("More than the bound")
                .number("Of all nodes");
        for (PolicyRow row : found.policies()) {
            int needed = row.percentile90();
            table.row(
                    Cell.words(row.policy()),
                    Cell.number(nodes(needed), needed),
                    Cell.number(nodes(least(row.nodes())), least(row.nodes())),
                    Cell.number(nodes(most(row.nodes())), most(row.nodes())),
                    Cell.percent((double) needed / Math.max(1, found.bound()) - 1),
                    Cell.percent((double) Math.min(needed, all()) / all()));
        }
        page.section(
                "policies",
                "Policies in machines",
                HtmlPage.chart(
                        "chart-trials",
                        "Nodes that are enough",
                        "A dot is a trial: an order in which nodes are taken away, the same for all policies. The bar is the "
                                + "90th percentile, the line the bound's. A policy without dots does not place all pods on all "
                                + "nodes.",
                        table.html()));
        page.section("method", "How it was done", new Html().leaf("p", method()));
    }

    private String method() {
        return "Nodes are taken away in a random order until the pods, placed from scratch in the order of the queue, do not fit any "
                + "more; " + Words.counted(found.mayWait(), "pod", "pods") + " ("
                + Words.percent(found.question().maxPending()) + ") may be left waiting. That is done "
                + Words.counted(found.question().trials(), "time", "times")
                + ", and the 90th percentile counts (cell compaction, Verma et al., EuroSys 2015, section 5.1). Pods that belong "
                + "to a node go with it. The bound of a trial is the fewest first nodes of its order that offer as much of every "
                + "resource as the pods ask for which may run there only, and room for each kind of pods alone.";
    }

    private static int least(int[] numbers) {
        return Arrays.stream(numbers).min().orElse(0);
    }

    private static int most(int[] numbers) {
        return Arrays.stream(numbers).max().orElse(0);
    }

    @Override
    public Map<String, String> glossary() {
        return Map.of(
                "90th percentile",
                "What nine of ten trials do not exceed: what a careful planner would keep, however unlucky the machines are that "
                        + "are left.",
                "More than the bound",
                "How many nodes more than the bound the policy needs: the most that a better policy could save.");
    }

    @Override
    public void answer(JsonWriter json, Names names) {
        json.beginObject();
        json.field("pods", found.pods());
        json.field("trials", found.question().trials());
        json.field("maxPending", found.question().maxPending(), SHARE_DECIMALS);
        json.field("mayWait", found.mayWait());
        json.field("bound", found.bound());
        json.field("boundOfAnyNodes", found.anyNodes());
        numbers("bounds", found.bounds(), json);
        json.name("policies").beginArray();
        for (PolicyRow row : found.policies()) {
            json.beginObject();
            json.field("policy", row.policy());
            json.field("percentile90", row.percentile90());
            numbers("nodes", row.nodes(), json);
            numbers("waiting", row.waiting(), json);
            json.endObject();
        }
        json.endArray().endObject();
    }

    private static void numbers(String name, int[] numbers, JsonWriter json) {
        json.name(name).beginArray();
        for (int number : numbers) {
            json.value(number);
        }
        json.endArray();
    }

    @Override
    public String text(Names names) {
        TextTable table = new TextTable("policy", "90th percentile", "fewest", "most", "over the bound");
        for (PolicyRow row : found.policies()) {
            table.row(
                    row.policy(),
                    nodes(row.percentile90()),
                    nodes(least(row.nodes())),
                    nodes(most(row.nodes())),
                    Words.percent((double) row.percentile90() / Math.max(1, found.bound()) - 1));
        }
        return sentence(names) + "\n" + table.text();
    }
}
