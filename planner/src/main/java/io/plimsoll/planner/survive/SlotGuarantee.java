package io.plimsoll.planner.survive;

import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.planner.cluster.KindRules;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.PodKinds;
import java.util.Arrays;

/**
 * A proof that any k nodes may fail, whichever they are, without trying them: every pod finds a node when its turn comes,
 * whatever the order and the scores.
 *
 * <p>Of a kind c of pods, a node has room for so many if it takes nothing else; a pod d that comes to a node takes at most
 * max over the resources of ceil(d / c) of that room away. So when k nodes fail, a pod of kind c finds room if all the room for
 * c, less the room on the k nodes, less what all their pods can take away, is still there for one: and the worst k nodes are those
 * for which room and what their pods take away are largest together. That this holds for every kind on some node is enough.
 * Where rules look beyond a node nothing is proven.
 *
 * <p>O(kinds² + kinds x (nodes log nodes + pods)).
 */
final class SlotGuarantee {

    private final PlanCluster plan;
    private final PodKinds kinds;
    private final KindRules rules;
    private final NodeTable nodes;
    private final OutageTrial trial;

    SlotGuarantee(OutageJudge judge, PlanCluster plan, PodKinds kinds) {
        Cluster core = judge.trial().replica().core();
        this.plan = plan;
        this.kinds = kinds;
        this.rules = judge.rules();
        this.nodes = core.nodes();
        this.trial = judge.trial();
    }

    /** The largest number of nodes, up to {@code most}, of which it is proven that any may fail; 0 when of none. */
    int nodes(int most) {
        boolean[] present = new boolean[kinds.count()];
        for (int pod = 0; pod < plan.pods().size(); pod++) {
            PlanPod one = plan.pods().get(pod);
            if (one.isBound() && one.fate() == PlanPod.Fate.PLACED_AGAIN) {
                present[kinds.wanted(pod)] = true;
            }
        }
        int proven = Math.min(most, nodes.count());
        for (int kind = 0; kind < present.length && proven > 0; kind++) {
            if (present[kind]) {
                proven = rules.of(kind).nodeByNode() && !rules.of(kind).needsPlacing()
                        ? Math.min(proven, nodes(kind, present, proven))
                        : 0;
            }
        }
        return proven;
    }

    private int nodes(int kind, boolean[] present, int most) {
        long[] takes = new long[present.length];
        for (int other = 0; other < takes.length; other++) {
            takes[other] = present[other] ? takes(rules.podClass(other), rules.podClass(kind)) : 0;
        }
        int count = plan.nodes().size();
        long[] cost = new long[count];
        long room = 0;
        for (int node = 0; node < count; node++) {
            long here = Math.min(rules.of(kind).room(node), Integer.MAX_VALUE);
            room += here;
            cost[node] = here;
            for (int pod : trial.podsOn(node)) {
                if (plan.pods().get(pod).fate() == PlanPod.Fate.PLACED_AGAIN) {
                    cost[node] += takes[kinds.wanted(pod)];
                }
            }
        }
        Arrays.sort(cost);
        // The pod itself takes nothing away before it comes.
        long left = room + takes[kind];
        for (int k = 1; k <= most; k++) {
            left -= cost[count - k];
            if (left < 1) {
                return k - 1;
            }
        }
        return most;
    }

    /** How much of the room for a class of pods another pod can take away at most, on any node. */
    static long takes(PodClass pod, PodClass from) {
        long most = 0;
        for (int d : from.requestedDimensions()) {
            long asked = LeastWaiting.asks(pod, d);
            most = Math.max(most, ceil(asked, from.request(d)));
        }
        if (from.deviceCount() > 0 && pod.deviceCount() > 0) {
            boolean share = from.deviceRequest().isShare();
            long devices = share
                    ? pod.deviceCount() * ceil(pod.deviceMilli(), from.deviceMilli())
                    : ceil(pod.deviceCount(), from.deviceCount());
            most = Math.max(most, devices);
        }
        return most;
    }

    private static long ceil(long a, long b) {
        return (a + b - 1) / b;
    }
}
