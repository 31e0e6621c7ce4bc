package io.plimsoll.planner.size;

import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.simulator.report.Words;
import io.plimsoll.traces.notation.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Says in the smallest terms why pods fit no node: a resource of which no node has enough, or the rules that refuse them. */
final class NoFit {

    private static final Set<String> NOTHING = Set.of();

    private final SizedCluster cluster;
    private final int offers;
    private final int ownNodes;

    NoFit(SizedCluster cluster, List<Offer> offers, int ownNodes) {
        this.cluster = cluster;
        this.offers = offers.size();
        this.ownNodes = ownNodes;
    }

    /** Why kinds of pods fit nowhere, a sentence for each reason. */
    List<String> reasons(List<PodKind> kinds) {
        Map<String, List<PodKind>> byReason = new LinkedHashMap<>();
        kinds.forEach(kind ->
                byReason.computeIfAbsent(reason(kind), why -> new ArrayList<>()).add(kind));
        List<String> sentences = new ArrayList<>();
        byReason.forEach(
                (why, of) -> sentences.add(("The pod " + of.get(0).words() + others(of) + why).replace('\u00a0', ' ')));
        return sentences;
    }

    private static String others(List<PodKind> kinds) {
        if (kinds.size() == 1) {
            return " fits no node type: ";
        }
        int pods = 0;
        for (PodKind kind : kinds.subList(1, kinds.size())) {
            pods += kind.pods().size();
        }
        return ", and " + Words.counted(pods, "pod", "pods") + " of "
                + Words.counted(kinds.size() - 1, "other kind", "other kinds") + ", fit no node type: ";
    }

    private String reason(PodKind kind) {
        NodeTable nodes = cluster.core.nodes();
        Dimensions dimensions = cluster.core.dimensions();
        for (int d : kind.podClass().requestedDimensions()) {
            long largest = 0;
            for (int slot = 0; slot < ownNodes + offers; slot++) {
                largest = Math.max(largest, nodes.free(d, slot));
            }
            if (kind.podClass().request(d) > largest) {
                return "needs " + amount(dimensions, d, kind.podClass().request(d)) + ", the largest has "
                        + amount(dimensions, d, largest) + " to give.";
            }
        }
        PlanPod pod = kind.pods().get(0);
        Map<String, Integer> objections = new TreeMap<>();
        for (int slot = ownNodes; slot < ownNodes + offers; slot++) {
            objections.merge(
                    Objects.requireNonNull(cluster.objection(kind.podClass(), slot, cluster.profile(pod), NOTHING)),
                    1,
                    Integer::sum);
        }
        List<String> parts = new ArrayList<>();
        objections.forEach(
                (why, count) -> parts.add(why + " (" + Words.counted(count, "node type", "node types") + ")"));
        return String.join("; ", parts) + ".";
    }

    private static String amount(Dimensions dimensions, int dimension, long amount) {
        return switch (dimension) {
            case Dimensions.CPU -> Quantity.ofMilli(amount) + " cpu";
            case Dimensions.MEMORY -> Quantity.ofBytes(amount) + " memory";
            case Dimensions.EPHEMERAL_STORAGE -> Quantity.ofBytes(amount) + " ephemeral-storage";
            default -> amount + " " + dimensions.name(dimension);
        };
    }
}
