package io.plimsoll.planner.headroom;

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
 * How an answer about headroom is shown.
 *
 * @param found the answer
 */
public record HeadroomView(HeadroomAnswer found) implements PlanView {

    @Override
    public PlanSubject subject() {
        return new PlanSubject("headroom", found.cluster(), found.rules(), found.seed());
    }

    @Override
    public String sentence(Names names) {
        return HeadroomWords.sentence(found, names);
    }

    @Override
    public List<Card> cards(Names names) {
        List<Card> cards = new ArrayList<>();
        MixRoom mix = found.mix();
        TemplateRoom first = found.templates().get(0);
        if (mix != null) {
            cards.add(Card.of("Sets that fit", Cell.count(mix.sets()), Cell.words("in the best order that was tried")));
            cards.add(Card.of("Bound", Cell.count(mix.bound()), Cell.words("no placement has more")));
            cards.add(Card.of("As they come", Cell.count(mix.asTheyCome()), Cell.words("set after set")));
        } else if (found.templates().size() == 1) {
            cards.add(Card.of("More pods fit", Cell.count(first.pods()), Cell.words(HeadroomWords.how(first))));
            cards.add(Card.of("Bound", Cell.count(first.bound()), Cell.words("no placement has more")));
            cards.add(Card.of(
                    "In one piece", Cell.count(first.pooled()), Cell.words("if all free space were on one node")));
        } else {
            long full =
                    found.templates().stream().filter(room -> room.pods() == 0).count();
            long exact = found.templates().stream().filter(TemplateRoom::exact).count();
            cards.add(Card.of("Kinds of pods", Cell.count(found.templates().size()), Cell.words("each asked alone")));
            cards.add(Card.of("Without room", Cell.count(full), Cell.words("not one more fits")));
            cards.add(Card.of("Exact", Cell.count(exact), Cell.words("the number is the bound")));
        }
        if (mix == null && !first.limits().isEmpty()) {
            TemplateRoom.Limit limit = first.limits().get(0);
            cards.add(Card.of(
                    "Runs out first",
                    Cell.words(HeadroomWords.resource(names.reason(limit.reason()))),
                    Cell.words("on " + Words.counted(limit.nodes(), "node", "nodes"))));
        }
        return cards;
    }

    @Override
    public void sections(HtmlPage page, Names names) {
        HeadroomTables tables = new HeadroomTables(names);
        if (found.templates().size() > 1) {
            page.section(
                    "kinds",
                    "Every kind of pods",
                    HtmlPage.chart(
                            "chart-kinds",
                            "How many more fit, and how many if the free space were in one piece",
                            "Each kind by itself, as if no pods of the others came; at most 20 are drawn, those of which the "
                                    + "cluster has most.",
                            tables.templates(found.templates())));
        }
        TemplateRoom first = found.templates().get(0);
        String whose = found.templates().size() > 1
                ? " for " + names.of("workload", first.template().name())
                : "";
        page.section(
                "limits",
                "What runs out first" + whose,
                HtmlPage.chart(
                        "chart-limits",
                        "Nodes by what keeps the next pod away",
                        "Nodes that take some pods first, and nodes that take none from the beginning.",
                        tables.limits(first)));
        if (first.zones().size() > 1) {
            page.section("zones", "Room by zone" + whose, tables.zones(first));
        }
        page.section("method", "How exact this is", new Html().leaf("p", HeadroomWords.method(found)));
    }

    @Override
    public Map<String, String> glossary() {
        return Map.of(
                "In one piece",
                "How many pods would fit if everything that is free on nodes where they may run were on one node. What is "
                        + "missing to it is lost to fragmentation.",
                "Exact",
                "Every rule looks at the node alone, so nodes do not matter to each other: the number is the same in every "
                        + "order and under every policy, and nothing can beat it.",
                "Decided",
                "Some rule looks at other nodes, too (spread, affinity): the number is what this scheduler places one by one "
                        + "until none fits; another order may place more, up to the bound.");
    }

    @Override
    public void answer(JsonWriter json, Names names) {
        HeadroomJson.write(found, json, names);
    }

    @Override
    public String text(Names names) {
        return HeadroomWords.text(found, names);
    }
}
