package io.plimsoll.cli;

import io.plimsoll.kubernetes.cluster.PendingPod;
import io.plimsoll.kubernetes.cluster.WorkloadName;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the pods of workloads went, a line per workload, and why others wait. */
final class PlacementTable {

    private static final int MOST_NODES = 4;
    private static final int MOST_ROWS = 200;

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** One workload. */
    private static final class Row {
        int pods;
        int placed;
        final Map<String, Integer> nodes = new LinkedHashMap<>();
        final Map<String, Integer> reasons = new LinkedHashMap<>();
    }

    /**
     * Counts a pod.
     *
     * @param node where it is; empty when it waits
     * @param why why it waits
     */
    void add(PendingPod pod, String node, String why) {
        Row row = rows.computeIfAbsent(WorkloadName.of(pod.object()).toString(), name -> new Row());
        row.pods++;
        if (node.isEmpty()) {
            row.reasons.merge(why, 1, Integer::sum);
        } else {
            row.placed++;
            row.nodes.merge(node, 1, Integer::sum);
        }
    }

    /** All workloads: first those of which pods wait, with the reasons, then the others. */
    String text() {
        StringBuilder text = new StringBuilder();
        int[] shown = new int[1];
        rows.forEach((name, row) -> {
            if (row.placed < row.pods && shown[0]++ < MOST_ROWS) {
                text.append("%s: %d of %d placed%s%n".formatted(name, row.placed, row.pods, nodes(row)));
                row.reasons.forEach((why, count) ->
                        text.append("  %d %s: %s%n".formatted(count, count == 1 ? "waits" : "wait", why)));
            }
        });
        rows.forEach((name, row) -> {
            if (row.placed == row.pods && shown[0]++ < MOST_ROWS) {
                text.append("%s: %d placed%s%n".formatted(name, row.pods, nodes(row)));
            }
        });
        if (shown[0] > MOST_ROWS) {
            text.append("and %d more workloads%n".formatted(shown[0] - MOST_ROWS));
        }
        return text.toString();
    }

    private static String nodes(Row row) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (Map.Entry<String, Integer> node : row.nodes.entrySet()) {
            if (shown++ == MOST_NODES) {
                return text + " and " + (row.nodes.size() - MOST_NODES) + " more nodes";
            }
            text.append(text.isEmpty() ? ", on " : ", ").append(node.getKey());
            if (node.getValue() > 1) {
                text.append(" (").append(node.getValue()).append(")");
            }
        }
        return text.toString();
    }
}
