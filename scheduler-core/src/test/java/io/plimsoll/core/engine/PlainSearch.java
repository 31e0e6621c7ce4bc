package io.plimsoll.core.engine;

import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.engine.Explanation.Score;
import io.plimsoll.core.model.NodeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What kube-scheduler does with {@code percentageOfNodesToScore} and one thread, written down as its source has it: lists of names,
 * no numbers of slots, everything made anew for every pod. The oracle of {@link NodeSampling}.
 */
final class PlainSearch {

    private final Map<String, List<String>> tree = new LinkedHashMap<>();
    private final int percentage;
    private int nextStartNodeIndex;

    PlainSearch(int percentage) {
        this.percentage = percentage;
    }

    void added(NodeSpec node) {
        tree.computeIfAbsent(zoneKey(node), key -> new ArrayList<>()).add(node.name());
    }

    void removed(NodeSpec node) {
        Objects.requireNonNull(tree.get(zoneKey(node))).remove(node.name());
        tree.values().removeIf(List::isEmpty);
    }

    void updated(NodeSpec before, NodeSpec after) {
        if (!zoneKey(before).equals(zoneKey(after))) {
            removed(before);
            added(after);
        }
    }

    List<String> list() {
        List<String> list = new ArrayList<>();
        int longest = tree.values().stream().mapToInt(List::size).max().orElse(0);
        for (int index = 0; index < longest; index++) {
            for (List<String> zone : tree.values()) {
                if (index < zone.size()) {
                    list.add(zone.get(index));
                }
            }
        }
        return list;
    }

    /**
     * The names of the best nodes among those that are found; empty when none fits.
     *
     * @param named the only nodes that the pod's own terms name; empty when they name none
     */
    List<String> best(Explanation all, Set<String> named) {
        Map<String, NodeReport> reports = new HashMap<>();
        all.nodes().forEach(report -> reports.put(report.node(), report));
        List<String> allNodes = list();
        List<String> nodes = new ArrayList<>(allNodes);
        if (!named.isEmpty()) {
            nodes.retainAll(named);
        }
        boolean scored =
                all.nodes().stream().anyMatch(report -> !report.scores().isEmpty());
        int toFind = scored ? numFeasibleNodesToFind(nodes.size()) : 1;
        List<NodeReport> feasible = new ArrayList<>();
        int statuses = 0;
        for (int i = 0; i < nodes.size(); i++) {
            String name = nodes.get((nextStartNodeIndex + i) % nodes.size());
            NodeReport report = Objects.requireNonNull(reports.get(name));
            if (!report.feasible()) {
                statuses++;
            } else if (feasible.size() == toFind) {
                break;
            } else {
                feasible.add(report);
            }
        }
        nextStartNodeIndex = (nextStartNodeIndex + feasible.size() + statuses) % allNodes.size();
        List<String> best = new ArrayList<>();
        long most = Long.MIN_VALUE;
        for (NodeReport report : feasible) {
            long total = total(report, feasible);
            if (total > most) {
                best.clear();
                most = total;
            }
            if (total == most) {
                best.add(report.node());
            }
        }
        return best;
    }

    private int numFeasibleNodesToFind(int numAllNodes) {
        if (numAllNodes < 100) {
            return numAllNodes;
        }
        int percent = percentage;
        if (percent == 0) {
            percent = 50 - numAllNodes / 125;
            if (percent < 5) {
                percent = 5;
            }
        }
        int numNodes = numAllNodes * percent / 100;
        return numNodes < 100 ? 100 : numNodes;
    }

    private static long total(NodeReport node, List<NodeReport> feasible) {
        long total = 0;
        for (int i = 0; i < node.scores().size(); i++) {
            int scorer = i;
            Score score = node.scores().get(i);
            long max = feasible.stream()
                    .mapToLong(other -> other.scores().get(scorer).raw())
                    .max()
                    .orElse(0);
            total += switch (score.scorer()) {
                case "TaintToleration" -> 3 * (max == 0 ? 100 : 100 - 100 * score.raw() / max);
                case "NodeAffinity" -> 2 * (max == 0 ? score.raw() : 100 * score.raw() / max);
                default -> score.weighted();
            };
        }
        return total;
    }

    private static String zoneKey(NodeSpec node) {
        Map<String, String> labels = node.labels();
        return labels.getOrDefault("topology.kubernetes.io/region", "")
                + ":"
                + labels.getOrDefault("topology.kubernetes.io/zone", "");
    }
}
