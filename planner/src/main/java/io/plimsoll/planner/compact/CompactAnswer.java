package io.plimsoll.planner.compact;

import io.plimsoll.planner.cluster.PlanCluster;
import java.util.List;

/**
 * How few of a cluster's nodes still hold its pods, policy by policy.
 *
 * @param cluster the cluster
 * @param question what was asked
 * @param pods how many pods are placed
 * @param mayWait how many of them may be left waiting
 * @param bounds by trial: no policy can do with fewer of the nodes in this order; one more than there are when all are too few
 * @param anyNodes no policy can do with fewer nodes, however they are chosen
 * @param policies by policy, those that need fewest first
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record CompactAnswer(
        PlanCluster cluster,
        CompactQuestion question,
        int pods,
        int mayWait,
        int[] bounds,
        int anyNodes,
        List<PolicyRow> policies) {

    /** Copies its list. */
    public CompactAnswer {
        policies = List.copyOf(policies);
    }

    /**
     * A policy.
     *
     * @param policy its name
     * @param nodes by trial, how many nodes are enough; one more than there are when all are too few
     * @param waiting by trial, how many pods wait then
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    public record PolicyRow(String policy, int[] nodes, int[] waiting) {

        /** The number that nine of ten trials do not exceed. */
        public int percentile90() {
            return CompactAnswer.percentile90(nodes);
        }
    }

    /** The number that nine of ten numbers do not exceed: of 11 the second largest. */
    public static int percentile90(int[] numbers) {
        int[] sorted = numbers.clone();
        java.util.Arrays.sort(sorted);
        return sorted[(9 * sorted.length + 9) / 10 - 1];
    }

    /** The bound beside the answer: what nine of ten trials need at least. */
    public int bound() {
        return percentile90(bounds);
    }
}
