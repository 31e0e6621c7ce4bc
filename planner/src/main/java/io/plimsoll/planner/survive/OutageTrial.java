package io.plimsoll.planner.survive;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.planner.cluster.PlainCheck;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.Replica;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes nodes away from a copy of a cluster, has their pods placed again, and undoes it all. Pods are placed in the order of
 * the scheduler's queue; those that fit nowhere are tried again after others, as they may be what those wanted to be near
 * to, until none of them fits.
 *
 * <p>Cost: one decision per pod of the nodes, and what is found again per class. One thread.
 */
final class OutageTrial {

    private final Replica replica;
    private final PlanCluster plan;
    private final Cluster core;
    private final PlainCheck check;
    private final int[][] podsOn;
    private final List<Integer> removed = new ArrayList<>();
    private final List<Integer> evicted = new ArrayList<>();
    private final List<Integer> placed = new ArrayList<>();
    private int gone;

    OutageTrial(Replica replica) {
        this.replica = replica;
        this.plan = replica.plan();
        this.core = replica.core();
        this.check = new PlainCheck(core);
        int[] counts = new int[plan.nodes().size()];
        for (PlanPod pod : plan.pods()) {
            if (pod.isBound()) {
                counts[pod.node()]++;
            }
        }
        podsOn = new int[counts.length][];
        for (int node = 0; node < counts.length; node++) {
            podsOn[node] = new int[counts[node]];
        }
        for (int pod = plan.pods().size() - 1; pod >= 0; pod--) {
            int node = plan.pods().get(pod).node();
            if (node != PlanPod.WAITING) {
                podsOn[node][--counts[node]] = pod;
            }
        }
    }

    Replica replica() {
        return replica;
    }

    /** The pods of a node, as positions, in the order of the queue. */
    int[] podsOn(int node) {
        return podsOn[node];
    }

    /** Takes the nodes away. */
    void begin(Outage outage) {
        replica.restart();
        gone = 0;
        for (int node : outage.nodes()) {
            for (int pod : podsOn[node]) {
                replica.evict(pod);
                if (plan.pods().get(pod).fate() == PlanPod.Fate.PLACED_AGAIN) {
                    evicted.add(pod);
                } else {
                    gone++;
                }
            }
            core.removeNode(node);
            removed.add(node);
        }
        evicted.sort(null);
    }

    /** The pods that are to be placed again, as positions, in the order of the queue. */
    List<Integer> evicted() {
        return evicted;
    }

    /** How many pods go with the nodes. */
    int gone() {
        return gone;
    }

    /** Has the pods placed, and returns those that fit nowhere, in the order of the queue. */
    int[] place() {
        List<Integer> waiting = new ArrayList<>();
        tryAll(evicted, waiting);
        boolean any = !waiting.isEmpty() && !placed.isEmpty();
        while (any) {
            List<Integer> left = new ArrayList<>();
            int before = placed.size();
            tryAll(waiting, left);
            any = placed.size() > before && !left.isEmpty();
            waiting = left;
        }
        return waiting.stream().mapToInt(Integer::intValue).toArray();
    }

    /** One try each; of pods that ask the same, none is tried after one that failed until another was placed. */
    private void tryAll(List<Integer> pods, List<Integer> left) {
        Set<PodClass> failed = new HashSet<>();
        for (int pod : pods) {
            PodClass podClass = core.decidedClass(replica.wanted(pod));
            if (!failed.isEmpty() && failed.contains(podClass)) {
                left.add(pod);
            } else if (replica.place(pod) == Scheduler.UNSCHEDULABLE) {
                failed.add(podClass);
                left.add(pod);
            } else {
                placed.add(pod);
                failed.clear();
            }
        }
    }

    /** The pods that have been placed, in the order in which they were. */
    List<Integer> placed() {
        return placed;
    }

    /** Places what has been placed once more, by the plain rules, and refuses it if it does not hold. */
    void verify() {
        int[] slots = new int[placed.size()];
        long[] devices = new long[slots.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = core.pods().node(replica.wanted(placed.get(i)));
            devices[i] = core.pods().devices(replica.wanted(placed.get(i)));
        }
        for (int i = slots.length - 1; i >= 0; i--) {
            replica.unplace(placed.get(i));
        }
        for (int i = 0; i < slots.length; i++) {
            int pod = placed.get(i);
            check.place(
                    replica.wanted(pod),
                    slots[i],
                    devices[i],
                    replica.deciding(pod).profile());
        }
    }

    /** Takes off what was placed, so that it can be placed in another way. */
    void unplace() {
        for (int i = placed.size() - 1; i >= 0; i--) {
            replica.unplace(placed.get(i));
        }
        placed.clear();
    }

    /** Puts everything back as it was. */
    void end() {
        unplace();
        // Free slots are given away lowest first, so that each node gets its own again.
        removed.sort(null);
        for (int node : removed) {
            core.addNode(plan.nodes().get(node));
        }
        for (int node : removed) {
            for (int pod : podsOn[node]) {
                replica.restore(pod);
            }
        }
        removed.clear();
        evicted.clear();
    }
}
