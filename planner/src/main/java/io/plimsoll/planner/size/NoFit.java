package io.plimsoll.planner.size;

import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.traces.notation.Quantity;
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

    String reason(PodKind kind) {
        NodeTable nodes = cluster.core.nodes();
        Dimensions dimensions = cluster.core.dimensions();
        String start = "The pod " + kind.words() + " fits no node type: ";
        for (int d : kind.podClass().requestedDimensions()) {
            long largest = 0;
            for (int slot = 0; slot < ownNodes + offers; slot++) {
                largest = Math.max(largest, nodes.free(d, slot));
            }
            if (kind.podClass().request(d) > largest) {
                return start + "needs " + amount(dimensions, d, kind.podClass().request(d)) + ", the largest has "
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
        StringBuilder text = new StringBuilder(start);
        objections.forEach((why, count) -> text.append(text.length() > start.length() ? "; " : "")
                .append(why)
                .append(" (")
                .append(count)
                .append(count == 1 ? " node type)" : " node types)"));
        return text.append('.').toString();
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
