package io.plimsoll.planner.report;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.simulator.record.JsonWriter;
import io.plimsoll.simulator.report.Cell;
import io.plimsoll.simulator.report.Html;
import io.plimsoll.simulator.report.HtmlTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** How full the nodes of a cluster are, resource by resource: the heat map of a report. */
final class ClusterUse {

    private static final int MOST_ROWS = 60;
    private static final int THOUSANDTHS = 1000;

    private final List<String> resources = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final List<long[]> used = new ArrayList<>();
    private final List<long[]> offered = new ArrayList<>();
    private final int perRow;

    /** Neighbouring nodes share a row where there are many. O(nodes + pods). */
    ClusterUse(PlanCluster cluster, Names names) {
        List<NodeSpec> nodes = cluster.nodes();
        perRow = Math.max(1, (nodes.size() + MOST_ROWS - 1) / MOST_ROWS);
        TreeSet<String> all = new TreeSet<>(List.of("cpu", "memory", "pods"));
        nodes.forEach(node -> all.addAll(offers(node).keySet()));
        resources.addAll(all);
        for (int first = 0; first < nodes.size(); first += perRow) {
            int last = Math.min(nodes.size(), first + perRow) - 1;
            String from = names.of("node", nodes.get(first).name());
            rows.add(
                    first == last
                            ? from
                            : from + " to " + names.of("node", nodes.get(last).name()));
            used.add(new long[resources.size()]);
            offered.add(new long[resources.size()]);
        }
        for (int node = 0; node < nodes.size(); node++) {
            add(offered.get(node / perRow), offers(nodes.get(node)));
        }
        for (PlanPod pod : cluster.pods()) {
            if (pod.isBound()) {
                add(used.get(pod.node() / perRow), asks(pod.held()));
            }
        }
    }

    private void add(long[] sums, SortedMap<String, Long> amounts) {
        amounts.forEach((name, amount) -> {
            int column = resources.indexOf(name);
            if (column >= 0) {
                sums[column] += amount;
            }
        });
    }

    private static SortedMap<String, Long> offers(NodeSpec node) {
        SortedMap<String, Long> offers = amounts(node.allocatable());
        long devices = node.devices().stream()
                .mapToLong(device -> device.capacityMilli())
                .sum();
        if (devices > 0) {
            offers.merge("gpu", devices, Long::sum);
        }
        return offers;
    }

    private static SortedMap<String, Long> asks(PodSpec pod) {
        SortedMap<String, Long> asks = amounts(pod.requests());
        asks.merge("gpu", (long) pod.devices().totalMilli(), Long::sum);
        return asks;
    }

    private static SortedMap<String, Long> amounts(Resources resources) {
        SortedMap<String, Long> amounts = new TreeMap<>(resources.scalars());
        amounts.put("cpu", resources.cpuMilli());
        amounts.put("memory", resources.memoryBytes());
        amounts.put("pods", resources.pods());
        if (resources.ephemeralStorageBytes() > 0) {
            amounts.put("ephemeral-storage", resources.ephemeralStorageBytes());
        }
        return amounts;
    }

    /** For the chart's script: shares in thousandths, null where nothing is offered. */
    String json() {
        JsonWriter json = JsonWriter.embedded();
        json.beginObject();
        json.name("resources").beginArray();
        resources.forEach(json::value);
        json.endArray().name("rows").beginArray();
        rows.forEach(json::value);
        json.endArray().name("milli").beginArray();
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < resources.size(); column++) {
                long all = offered.get(row)[column];
                if (all == 0) {
                    json.nullValue();
                } else {
                    json.value(Math.round(THOUSANDTHS * (double) used.get(row)[column] / all));
                }
            }
        }
        return json.endArray().endObject().toString();
    }

    /** The same as a table. */
    Html table() {
        HtmlTable table = new HtmlTable("Requested share of what the nodes offer").words("Nodes");
        resources.forEach(table::number);
        for (int row = 0; row < rows.size(); row++) {
            Cell[] cells = new Cell[resources.size() + 1];
            cells[0] = Cell.words(rows.get(row));
            for (int column = 0; column < resources.size(); column++) {
                long all = offered.get(row)[column];
                cells[column + 1] =
                        all == 0 ? Cell.number("-", -1) : Cell.percent((double) used.get(row)[column] / all);
            }
            table.row(cells);
        }
        return table.html();
    }
}
