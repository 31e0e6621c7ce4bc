package io.plimsoll.planner.size;

import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.report.PlanSubject;
import io.plimsoll.planner.report.PlanView;
import io.plimsoll.planner.report.TextTable;
import io.plimsoll.simulator.record.JsonWriter;
import io.plimsoll.simulator.report.Card;
import io.plimsoll.simulator.report.Cell;
import io.plimsoll.simulator.report.HtmlPage;
import io.plimsoll.simulator.report.HtmlTable;
import io.plimsoll.simulator.report.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an answer about sizes is shown.
 *
 * @param found the answer
 */
public record SizeView(SizeAnswer.Sized found) implements PlanView {

    private static final String RULES = "filters of the cluster's schedulers";
    private static final int PRICE_DECIMALS = 6;
    private static final double MICROS = 1e6;
    private static final int GAP_DECIMALS = 6;

    @Override
    public PlanSubject subject() {
        return new PlanSubject("size", found.cluster(), RULES, found.seed());
    }

    @Override
    public String sentence(Names names) {
        if (found.nodes().isEmpty()) {
            return "No new nodes are needed." + alone();
        }
        return "%s for %s an hour; no plan costs less than %s, and none has fewer than %s.%s"
                .formatted(
                        Words.counted(found.nodes().size(), "new node", "new nodes"),
                        Money.words(found.cost()),
                        Money.words(found.costBound().cost()),
                        Words.count(found.nodeBound().cost()),
                        alone());
    }

    private String alone() {
        if (found.waitingAlone() == 0) {
            return " Left to itself, the scheduler places all pods on them, too.";
        }
        return " Left to itself, the scheduler would leave %s waiting on them: it spreads where the plan packs."
                .formatted(Words.counted(found.waitingAlone(), "pod", "pods"));
    }

    /** What the plan costs above the bound, as a share of the bound. */
    private double gap() {
        long bound = found.costBound().cost();
        return bound == 0 ? 0 : (double) (found.cost() - bound) / bound;
    }

    @Override
    public List<Card> cards(Names names) {
        return List.of(
                Card.of(
                        "Cost an hour",
                        Cell.words(Money.words(found.cost())),
                        Cell.words("for " + Words.counted(found.nodes().size(), "new node", "new nodes"))),
                Card.of("Bound", Cell.words(Money.words(found.costBound().cost())), Cell.words("no plan costs less")),
                Card.of("Gap", Cell.percent(gap()), Cell.words("at most that much could be saved")),
                Card.of(
                        "Fewest nodes",
                        Cell.count(found.nodeBound().cost()),
                        Cell.words("no plan has fewer new ones")));
    }

    /** How many nodes there are of each offer. */
    private Map<Offer, Integer> counts() {
        Map<Offer, Integer> counts = new LinkedHashMap<>();
        found.nodes().forEach(node -> counts.merge(node.offer(), 1, Integer::sum));
        return counts;
    }

    @Override
    public void sections(HtmlPage page, Names names) {
        HtmlTable table = new HtmlTable("By type and zone")
                .words("Node type")
                .words("Zone")
                .number("Nodes")
                .number("Price an hour")
                .number("Cost an hour");
        counts().forEach((offer, count) -> table.row(
                Cell.words(offer.type().name()),
                Cell.words(names.of("zone", offer.zone())),
                Cell.count(count),
                Cell.number(
                        Money.words(offer.type().priceMicros()), offer.type().priceMicros()),
                Cell.number(
                        Money.words(offer.type().priceMicros() * count),
                        offer.type().priceMicros() * count)));
        page.section("nodes-to-buy", "Nodes to buy", table.html());
    }

    @Override
    public Map<String, String> glossary() {
        return Map.of(
                "Gap",
                "What the plan costs more than the bound, as a share of the bound. The cheapest plan lies somewhere between.",
                "Left to itself",
                "The scheduler of the cluster, with its own scores, given the new nodes and the pods in the order of its queue. "
                        + "Where it spreads pods, it may need more nodes than a plan that packs them.");
    }

    @Override
    public void answer(JsonWriter json, Names names) {
        json.beginObject();
        json.field("costPerHour", found.cost() / MICROS, PRICE_DECIMALS);
        json.field("costBound", found.costBound().cost() / MICROS, PRICE_DECIMALS);
        json.field("gap", gap(), GAP_DECIMALS);
        json.field("newNodes", found.nodes().size());
        json.field("newNodesBound", found.nodeBound().cost());
        json.field("ownNodes", found.ownNodes());
        json.field("kindsOfPods", found.kinds());
        json.field("daemonPods", found.daemonPods());
        json.field("waitingAlone", found.waitingAlone());
        json.name("buy").beginArray();
        counts().forEach((offer, count) -> {
            json.beginObject();
            json.field("type", offer.type().name());
            json.field("zone", names.of("zone", offer.zone()));
            json.field("count", count);
            json.field("pricePerHour", offer.type().priceMicros() / MICROS, PRICE_DECIMALS);
            json.endObject();
        });
        json.endArray();
        json.name("placements").beginArray();
        found.placements().forEach(placement -> {
            json.beginObject();
            json.field("pod", names.of("pod", placement.pod()));
            json.field("node", names.of("node", placement.node()));
            if (placement.devices() != 0) {
                json.name("devices").beginArray();
                for (long rest = placement.devices(); rest != 0; rest &= rest - 1) {
                    json.value(Long.numberOfTrailingZeros(rest));
                }
                json.endArray();
            }
            json.endObject();
        });
        json.endArray();
        json.endObject();
    }

    @Override
    public String text(Names names) {
        TextTable table = new TextTable("type", "zone", "nodes", "price", "cost");
        counts().forEach((offer, count) -> table.row(
                offer.type().name(),
                names.of("zone", offer.zone()),
                Words.count(count),
                Money.words(offer.type().priceMicros()),
                Money.words(offer.type().priceMicros() * count)));
        return sentence(names) + "\n" + table.text();
    }
}
