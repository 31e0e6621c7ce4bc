package io.plimsoll.simulator.report;

import io.plimsoll.simulator.record.Fragmentation;
import io.plimsoll.simulator.record.Level;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.ResourceUse;
import io.plimsoll.simulator.record.RunSummary;
import io.plimsoll.simulator.record.Totals;
import io.plimsoll.simulator.record.Waiting;
import java.util.ArrayList;
import java.util.List;

/** The key figures of a run. */
final class RunCards {

    /** More resources than these have no card of their own; they are in the table of resources. */
    private static final List<String> SHOWN = List.of("gpu", "cpu", "memory");

    private RunCards() {}

    static List<Card> of(RunSummary run) {
        List<Card> cards = new ArrayList<>();
        cards.add(placed(run.totals()));
        for (String name : SHOWN) {
            ResourceUse use = run.resource(name);
            if (use != null) {
                cards.add(allocation(run, use));
            }
        }
        Fragmentation fragmentation = run.fragmentation();
        if (fragmentation != null) {
            cards.add(fragmentation(run, fragmentation));
        }
        if (waits(run)) {
            cards.add(waiting(run.waiting()));
            cards.add(pending(run));
        } else if (run.options().onUnschedulable() == OnUnschedulable.QUEUE) {
            cards.add(Card.of(
                    "Pods waiting",
                    Cell.count(run.totals().pending()).at("/totals/pending"),
                    Cell.words("at the end: no node could take them")));
        } else {
            cards.add(Card.of(
                    "Pods dropped",
                    Cell.count(run.totals().dropped()).at("/totals/dropped"),
                    Cell.words("because no node could take them")));
        }
        cards.add(emptyNodes(run));
        ResourceUse foremost = ResourceWords.foremost(run);
        if (foremost != null) {
            cards.add(density(run, foremost));
        }
        if (suffered(run)) {
            cards.add(disruption(run));
        }
        return cards;
    }

    /** Whether pods can wait in this run at all. */
    static boolean waits(RunSummary run) {
        return !run.options().arrivalsOnly() && run.options().onUnschedulable() == OnUnschedulable.QUEUE;
    }

    /** Whether anything that happened to nodes was felt by pods. */
    static boolean suffered(RunSummary run) {
        Totals totals = run.totals();
        return totals.rescheduled() + totals.killed() + totals.lost() > 0;
    }

    private static Card density(RunSummary run, ResourceUse use) {
        boolean atEnd = run.options().arrivalsOnly();
        String moment = atEnd ? "atEnd" : "mean";
        String path = "/resources/" + run.resources().indexOf(use) + "/";
        Level stranded = use.stranded().share();
        return Card.of(
                "Packing density",
                Cell.percent(atEnd ? use.density().atEnd() : use.density().mean())
                        .at(path + "density/" + moment),
                Cell.words("of the " + ResourceWords.label(use.name()) + " of nodes with pods;"),
                Cell.percent(atEnd ? stranded.atEnd() : stranded.mean()).at(path + "stranded/" + moment),
                Cell.words("of all stranded"));
    }

    private static Card disruption(RunSummary run) {
        return Card.of(
                "Pods moved",
                Cell.count(run.totals().rescheduled()).at("/totals/rescheduled"),
                Cell.words("times; killed"),
                Cell.count(run.totals().killed()).at("/totals/killed"),
                Cell.words("\u00b7 lost"),
                Cell.count(run.totals().lost()).at("/totals/lost"),
                Cell.words("\u00b7 ran for nothing"),
                Cell.duration(run.disruption().lostMillis()).at("/disruption/lostMillis"));
    }

    private static Card placed(Totals totals) {
        return Card.of(
                "Pods placed",
                Cell.count(totals.placed()).at("/totals/placed"),
                Cell.words("of"),
                Cell.count(totals.arrived()).at("/totals/arrived"),
                Cell.words("that arrived"));
    }

    private static Card allocation(RunSummary run, ResourceUse use) {
        String path = "/resources/" + run.resources().indexOf(use) + "/allocated/";
        Level share = use.allocated();
        String label = ResourceWords.label(use.name()) + " allocated";
        Cell of = Cell.words("of " + ResourceWords.capacity(use) + ";");
        if (run.options().arrivalsOnly()) {
            return Card.of(label, Cell.percent(share.atEnd()).at(path + "atEnd"), of, Cell.words("at the end"));
        }
        return Card.of(
                label,
                Cell.percent(share.mean()).at(path + "mean"),
                of,
                Cell.words("at most"),
                Cell.percent(share.peak()).at(path + "peak"));
    }

    private static Card emptyNodes(RunSummary run) {
        Cell nodes = Cell.count(run.trace().nodes()).at("/trace/nodes");
        if (run.options().arrivalsOnly()) {
            Cell atEnd = Cell.count(Math.round(run.emptyNodes().atEnd())).at("/emptyNodes/atEnd");
            return Card.of("Empty nodes", atEnd, Cell.words("at the end, of"), nodes);
        }
        Cell mean = Cell.decimal(run.emptyNodes().mean(), 1).at("/emptyNodes/mean");
        return Card.of("Empty nodes", mean, Cell.words("on average, of"), nodes);
    }

    private static Card fragmentation(RunSummary run, Fragmentation fragmentation) {
        String moment = run.options().arrivalsOnly() ? "atEnd" : "mean";
        boolean atEnd = run.options().arrivalsOnly();
        double amount =
                atEnd ? fragmentation.amount().atEnd() : fragmentation.amount().mean();
        double ratio =
                atEnd ? fragmentation.ratio().atEnd() : fragmentation.ratio().mean();
        return Card.of(
                "Fragmentation",
                Cell.percent(amount).at("/fragmentation/amount/" + moment),
                Cell.words("of all GPUs,"),
                Cell.percent(ratio).at("/fragmentation/ratio/" + moment),
                Cell.words("of the idle ones"));
    }

    private static Card waiting(Waiting waiting) {
        return Card.of(
                "Placed at once",
                Cell.percent(waiting.shareWithoutWaiting()).at("/waiting/shareWithoutWaiting"),
                Cell.words("99 % within"),
                Cell.duration(waiting.p99Millis()).at("/waiting/p99Millis"),
                Cell.words("\u00b7 longest"),
                Cell.duration(waiting.maxMillis()).at("/waiting/maxMillis"));
    }

    private static Card pending(RunSummary run) {
        return Card.of(
                "Pods waiting",
                Cell.decimal(run.pendingPods().mean(), 1).at("/pendingPods/mean"),
                Cell.words("on average, at most"),
                Cell.count(Math.round(run.pendingPods().peak())).at("/pendingPods/peak"));
    }
}
