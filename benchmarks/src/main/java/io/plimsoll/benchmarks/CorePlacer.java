package io.plimsoll.benchmarks;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.ReferenceCapacity;
import io.plimsoll.core.state.Cluster;
import java.util.Arrays;
import java.util.List;

/** Plimsoll's scheduler with its usual filters. A pod that has left waits, to be placed again as a new one of its class. */
final class CorePlacer implements Baseline {

    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler;
    private final PodSpec[] specs;
    private final int[][] waiting;
    private final int[] waitingCount;
    private final int[] podOfSeat;

    /** @param sharing whether classes may share the index of states, or each must have its own of nodes */
    CorePlacer(PlacementWorkload workload, int nodes, int seats, boolean sharing) {
        for (int node = 0; node < nodes; node++) {
            cluster.addNode(workload.node(node));
        }
        PolicyContext context = new PolicyContext(ReferenceCapacity.largestOf(List.of(workload.node(0))), List.of());
        Profile profile = Policies.load().profile("best-fit", context);
        scheduler = new Scheduler(cluster, sharing ? profile : NodeByNode.of(profile), 1);
        specs = new PodSpec[workload.classes()];
        Arrays.setAll(specs, workload::pod);
        waiting = new int[specs.length][16];
        waitingCount = new int[specs.length];
        podOfSeat = new int[seats];
    }

    @Override
    public int place(int podClass, int seat) {
        int count = waitingCount[podClass];
        int pod = count == 0 ? cluster.addPod(specs[podClass]) : waiting[podClass][--waitingCount[podClass]];
        podOfSeat[seat] = pod;
        return scheduler.schedule(pod);
    }

    /** Has as many pods of each class wait as may ever be needed beside so many placed ones. */
    void spare(PlacementWorkload workload, int seats) {
        for (int k = 0; k < specs.length; k++) {
            int count = 50 + (int) (6 * Math.sqrt(seats * workload.share(k)));
            for (int i = 0; i < count; i++) {
                leave(k, cluster.addPod(specs[k]));
            }
        }
    }

    /** A pod of a class comes and waits. */
    void arrive(int podClass, int seat) {
        podOfSeat[seat] = cluster.addPod(specs[podClass]);
    }

    /** Places the waiting pod of a seat. */
    int placeArrived(int seat) {
        return scheduler.schedule(podOfSeat[seat]);
    }

    /** Number of nodes that have pods. */
    int usedNodes() {
        return cluster.totals().nodes() - cluster.totals().emptyNodes();
    }

    @Override
    public void take(int podClass, int seat, int node) {
        arrive(podClass, seat);
        if (node >= 0) {
            cluster.bind(podOfSeat[seat], node, 0);
        }
    }

    @Override
    public void depart(int podClass, int seat) {
        int pod = podOfSeat[seat];
        if (node(seat) >= 0) {
            cluster.unbind(pod);
        }
        leave(podClass, pod);
    }

    private void leave(int podClass, int pod) {
        int count = waitingCount[podClass]++;
        if (count == waiting[podClass].length) {
            waiting[podClass] = Arrays.copyOf(waiting[podClass], 2 * count);
        }
        waiting[podClass][count] = pod;
    }

    /** The node of a seat's pod, or -1. */
    int node(int seat) {
        return cluster.pods().node(podOfSeat[seat]);
    }
}
