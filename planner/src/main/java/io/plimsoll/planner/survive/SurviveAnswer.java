package io.plimsoll.planner.survive;

import io.plimsoll.planner.cluster.PlanCluster;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which failures a cluster can take.
 *
 * @param cluster the cluster
 * @param rules by which its pods are placed again
 * @param seed of random draws
 * @param groups zones, racks, pools and groups by further labels, in this order
 * @param nodes every node by itself, by position
 * @param several any k nodes; null when only single nodes were asked about
 * @param additions what must be added for failures that leave pods waiting
 */
public record SurviveAnswer(
        PlanCluster cluster,
        String rules,
        long seed,
        List<OutageResult> groups,
        List<OutageResult> nodes,
        @Nullable SeveralNodes several,
        List<Addition> additions) {

    /** Copies its lists. */
    public SurviveAnswer {
        groups = List.copyOf(groups);
        nodes = List.copyOf(nodes);
        additions = List.copyOf(additions);
    }

    /**
     * What must be there more so that a failure leaves no pod waiting.
     *
     * @param outage the failure
     * @param like which nodes; empty when none that were tried are enough
     * @param bound no fewer of any kind that the cluster has are enough
     */
    public record Addition(Outage outage, List<Like> like, int bound) {

        /** Copies its list. */
        public Addition {
            like = List.copyOf(like);
        }

        /** How many nodes. */
        public int nodes() {
            return like.stream().mapToInt(Like::nodes).sum();
        }
    }

    /**
     * Nodes of a kind.
     *
     * @param nodes how many
     * @param node the name of a node that they are like
     */
    public record Like(int nodes, String node) {}

    /** Results about failures of a kind. */
    public List<OutageResult> of(Outage.Kind kind) {
        List<OutageResult> all = new ArrayList<>();
        for (OutageResult result : kind == Outage.Kind.NODE ? nodes : groups) {
            if (result.outage().kind() == kind) {
                all.add(result);
            }
        }
        return all;
    }

    /** Whether every failure that was asked about leaves no pod waiting, for all that is known. */
    public boolean survivesAll() {
        return groups.stream().allMatch(OutageResult::survived)
                && nodes.stream().allMatch(OutageResult::survived)
                && (several == null || several.verdict() == SeveralNodes.Verdict.PROVEN);
    }
}
