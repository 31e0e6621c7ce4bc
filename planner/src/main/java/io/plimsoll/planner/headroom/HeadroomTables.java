package io.plimsoll.planner.headroom;

import io.plimsoll.planner.cluster.Names;
import io.plimsoll.simulator.report.Cell;
import io.plimsoll.simulator.report.Html;
import io.plimsoll.simulator.report.HtmlTable;
import java.util.List;

/** The tables of a report about headroom. */
final class HeadroomTables {

    private final Names names;

    HeadroomTables(Names names) {
        this.names = names;
    }

    Html templates(List<TemplateRoom> rooms) {
        HtmlTable table = new HtmlTable("Room for each kind of pods")
                .words("Pods like those of")
                .words("Ask for")
                .number("In the cluster")
                .number("More fit")
                .number("Bound")
                .number("In one piece")
                .words("Runs out first");
        for (TemplateRoom room : rooms) {
            table.row(
                    Cell.words(HeadroomWords.name(room, names)),
                    Cell.words(room.asks()),
                    Cell.count(room.template().inCluster()),
                    Cell.count(room.pods()),
                    Cell.count(room.bound()),
                    Cell.count(room.pooled()),
                    Cell.words(
                            room.limits().isEmpty()
                                    ? ""
                                    : names.reason(room.limits().get(0).reason())));
        }
        return table.html();
    }

    Html limits(TemplateRoom room) {
        HtmlTable table = new HtmlTable("Why nodes take no more")
                .words("Reason")
                .number("Nodes")
                .number("Take some first")
                .number("Pods there")
                .words("For example");
        for (TemplateRoom.Limit limit : room.limits()) {
            table.row(
                    Cell.words(names.reason(limit.reason())),
                    Cell.count(limit.nodes()),
                    Cell.count(limit.full()),
                    Cell.count(limit.pods()),
                    Cell.words(String.join(
                            ", ",
                            limit.examples().stream()
                                    .map(node -> names.of("node", node))
                                    .toList())));
        }
        return table.html();
    }

    Html zones(TemplateRoom room) {
        HtmlTable table =
                new HtmlTable("Room by zone").words("Zone").number("Nodes").number("More fit");
        for (TemplateRoom.ZoneRoom zone : room.zones()) {
            table.row(
                    Cell.words(zone.zone().isEmpty() ? "(none)" : names.of("zone", zone.zone())),
                    Cell.count(zone.nodes()),
                    Cell.count(zone.pods()));
        }
        return table.html();
    }
}
