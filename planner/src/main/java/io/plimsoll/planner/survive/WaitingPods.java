package io.plimsoll.planner.survive;

import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pods of one workload and priority that wait.
 *
 * @param priority their priority
 * @param owner their workload
 * @param pods how many
 */
record WaitingPods(int priority, String owner, int pods) {

    private record Key(int priority, String owner) {}

    /** Those of a failure, the highest priority first, then those with most pods. */
    static List<WaitingPods> of(PlanCluster cluster, OutageResult result) {
        Map<Key, Integer> counts =
                new TreeMap<>(Comparator.comparingInt(Key::priority).reversed().thenComparing(Key::owner));
        for (int pod : result.waiting()) {
            PlanPod one = cluster.pods().get(pod);
            counts.merge(new Key(one.wanted().priority(), one.owner()), 1, Integer::sum);
        }
        List<WaitingPods> waiting = new ArrayList<>();
        counts.forEach((key, pods) -> waiting.add(new WaitingPods(key.priority(), key.owner(), pods)));
        waiting.sort(Comparator.comparingInt(WaitingPods::priority)
                .reversed()
                .thenComparing(Comparator.comparingInt(WaitingPods::pods).reversed()));
        return waiting;
    }
}
