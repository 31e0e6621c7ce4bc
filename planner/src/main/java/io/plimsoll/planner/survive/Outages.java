package io.plimsoll.planner.survive;

import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.Zones;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The failures that a cluster is asked about. */
final class Outages {

    private Outages() {}

    /** Every node by itself. */
    static List<Outage> nodes(PlanCluster plan) {
        List<Outage> outages = new ArrayList<>();
        for (int node = 0; node < plan.nodes().size(); node++) {
            outages.add(new Outage(Outage.Kind.NODE, plan.nodes().get(node).name(), new int[] {node}));
        }
        return outages;
    }

    /** Every zone, rack and pool, and every value of further labels, sorted by name; nodes without the label are none. */
    static List<Outage> groups(PlanCluster plan, List<String> labels) {
        List<Outage> outages = new ArrayList<>();
        add(plan, Outage.Kind.ZONE, Zones.ZONE_LABELS, outages);
        add(plan, Outage.Kind.RACK, Zones.RACK_LABELS, outages);
        add(plan, Outage.Kind.POOL, Zones.POOL_LABELS, outages);
        for (String label : labels) {
            add(plan, Outage.Kind.LABEL, List.of(label), outages);
        }
        return outages;
    }

    private static void add(PlanCluster plan, Outage.Kind kind, List<String> labels, List<Outage> outages) {
        SortedMap<String, List<Integer>> groups = new TreeMap<>();
        for (int node = 0; node < plan.nodes().size(); node++) {
            String value = Zones.value(plan.nodes().get(node), labels);
            if (!value.isEmpty()) {
                groups.computeIfAbsent(value, name -> new ArrayList<>()).add(node);
            }
        }
        groups.forEach((name, nodes) -> outages.add(new Outage(
                kind, name, nodes.stream().mapToInt(Integer::intValue).toArray())));
    }
}
