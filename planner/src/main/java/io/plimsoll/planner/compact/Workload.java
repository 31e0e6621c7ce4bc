package io.plimsoll.planner.compact;

import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.PodKinds;
import java.util.Arrays;

/**
 * What is to be held: the pods that are on nodes and would be placed again, in the order of the queue. Pods that belong to
 * their nodes stay on them and go with them. Immutable; may be used by several threads.
 */
final class Workload {

    private final PlanCluster plan;
    private final PodKinds kinds;
    private final int[] pods;
    private final int[] withNodes;
    private final int mayWait;

    Workload(PlanCluster plan, double maxPending) {
        this.plan = plan;
        this.kinds = PodKinds.of(plan);
        int[] placed = new int[plan.pods().size()];
        int[] staying = new int[plan.pods().size()];
        int count = 0;
        int stayingCount = 0;
        for (int pod = 0; pod < placed.length; pod++) {
            PlanPod one = plan.pods().get(pod);
            if (one.isBound() && one.fate() == PlanPod.Fate.PLACED_AGAIN) {
                placed[count++] = pod;
            } else if (one.isBound() && one.fate() == PlanPod.Fate.WITH_ITS_NODE) {
                staying[stayingCount++] = pod;
            }
        }
        pods = Arrays.copyOf(placed, count);
        withNodes = Arrays.copyOf(staying, stayingCount);
        mayWait = (int) Math.floor(maxPending * count);
    }

    PlanCluster plan() {
        return plan;
    }

    PodKinds kinds() {
        return kinds;
    }

    /** How many pods are to be placed. */
    int size() {
        return pods.length;
    }

    /** The position in the cluster of a pod that is to be placed. */
    int pod(int number) {
        return pods[number];
    }

    /** The kind of a pod that is to be placed. */
    int kind(int number) {
        return kinds.wanted(pods[number]);
    }

    /** The pods that stay on their nodes, as positions in the cluster. */
    int[] withNodes() {
        return withNodes;
    }

    /** How many pods may be left waiting. */
    int mayWait() {
        return mayWait;
    }
}
