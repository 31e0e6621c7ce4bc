package io.plimsoll.planner.cluster;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.NodeSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The cluster that a question is about, as it is at one moment. Immutable; may be used by several threads.
 *
 * @param name what reports call it
 * @param nodes in the order of their rank among equals
 * @param pods those on nodes and those that wait, in the order in which a scheduler's queue would give them out: by
 *     priority, then by age
 * @param objects what rules read of other objects
 * @param budgets what must not be disturbed at once
 * @param assumptions what is known of the cluster and what is not
 */
public record PlanCluster(
        String name,
        List<NodeSpec> nodes,
        List<PlanPod> pods,
        ClusterObjects objects,
        List<PodBudget> budgets,
        List<Assumption> assumptions) {

    /** Copies its arguments and sorts the pods by priority, keeping the given order among equals. */
    public PlanCluster {
        nodes = List.copyOf(nodes);
        List<PlanPod> sorted = new ArrayList<>(pods);
        Comparator<PlanPod> byPriority =
                Comparator.comparingInt(pod -> pod.wanted().priority());
        sorted.sort(byPriority.reversed());
        pods = List.copyOf(sorted);
        budgets = List.copyOf(budgets);
        assumptions = List.copyOf(assumptions);
    }

    /** How many pods are on nodes. */
    public int boundPods() {
        int bound = 0;
        for (PlanPod pod : pods) {
            bound += pod.isBound() ? 1 : 0;
        }
        return bound;
    }

    /** The cluster with other nodes and pods, and with assumptions before its own. */
    public PlanCluster with(List<NodeSpec> newNodes, List<PlanPod> newPods, List<Assumption> more) {
        List<Assumption> all = new ArrayList<>(more);
        all.addAll(assumptions);
        return new PlanCluster(name, newNodes, newPods, objects, budgets, all);
    }
}
