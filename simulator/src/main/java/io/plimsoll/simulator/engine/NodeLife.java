package io.plimsoll.simulator.engine;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.simulator.record.EvictionCause;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.simulator.record.StateExchange;
import io.plimsoll.traces.event.RemovalCause;
import java.util.Arrays;

/** What becomes of nodes, and through them of their pods: they come, change, are drained and go. */
final class NodeLife {

    private final Cluster cluster;
    private final PodLife pods;
    private final WaitingPods waiting;
    private final RunObserver observer;
    /** The nodes that are drained, in the order in which that began, and how many placements there had been then. */
    private int[] draining = new int[4];

    private long[] startsAtDrain = new long[4];
    private int drainingCount;
    private boolean drainDue;
    private int[] leaving = new int[16];

    NodeLife(Cluster cluster, PodLife pods, WaitingPods waiting, RunObserver observer) {
        this.cluster = cluster;
        this.pods = pods;
        this.waiting = waiting;
        this.observer = observer;
    }

    void add(NodeSpec description) {
        observer.nodeAdded(cluster.addNode(description));
        waiting.roomChanged();
    }

    /** The node goes, and its pods lose their places, whatever budgets say. */
    void remove(int node, RemovalCause cause) {
        NodeSpec before = cluster.nodes().spec(node);
        evict(node, -1, true, cause == RemovalCause.FAILURE ? EvictionCause.FAILURE : EvictionCause.REMOVAL);
        endDrain(node);
        cluster.removeNode(node);
        waiting.placementsChanged();
        observer.nodeRemoved(node, before);
    }

    /** The node is described anew. */
    void change(int node, NodeSpec description) {
        long lost = lostDevices(cluster.nodes().spec(node), description);
        if (lost != 0) {
            evict(node, lost, false, EvictionCause.DEVICE);
        }
        endDrain(node);
        describe(node, description);
    }

    /** The node takes no more pods, and those it has are to move. */
    void drain(int node) {
        endDrain(node);
        describe(node, cluster.nodes().spec(node).withUnschedulable(true));
        if (drainingCount == draining.length) {
            draining = Arrays.copyOf(draining, 2 * drainingCount);
            startsAtDrain = Arrays.copyOf(startsAtDrain, 2 * drainingCount);
        }
        draining[drainingCount] = node;
        startsAtDrain[drainingCount++] = pods.starts();
        drainDue = true;
    }

    /** Moves pods of drained nodes away as far as budgets allow, if that could be further than before; whether it did. */
    boolean drainOn() {
        if (drainingCount == 0) {
            return false;
        }
        boolean freed = pods.budgetFreed();
        if (!freed && !drainDue) {
            return false;
        }
        drainDue = false;
        boolean moved = false;
        for (int i = 0; i < drainingCount; i++) {
            for (int left = list(draining[i], -1, true); left > 0; left--) {
                if (isOn(leaving[left - 1], draining[i]) && pods.mayMove(leaving[left - 1], startsAtDrain[i])) {
                    pods.evict(leaving[left - 1], EvictionCause.DRAIN);
                    moved = true;
                }
            }
        }
        return moved;
    }

    private void endDrain(int node) {
        int kept = 0;
        for (int i = 0; i < drainingCount; i++) {
            if (draining[i] != node) {
                draining[kept] = draining[i];
                startsAtDrain[kept++] = startsAtDrain[i];
            }
        }
        drainingCount = kept;
    }

    private void describe(int node, NodeSpec description) {
        NodeSpec before = cluster.nodes().spec(node);
        cluster.describeNode(node, description);
        waiting.roomChanged();
        observer.nodeChanged(node, before);
    }

    /** The devices that the new description does not have as they were, as bits. */
    private static long lostDevices(NodeSpec before, NodeSpec after) {
        long lost = 0;
        for (int i = 0; i < before.devices().size(); i++) {
            boolean stays = i < after.devices().size()
                    && before.devices().get(i).equals(after.devices().get(i));
            lost |= stays ? 0 : 1L << i;
        }
        return lost;
    }

    /** Takes pods off a node, in the order in which they came: all, or those that hold one of the devices. */
    private void evict(int node, long devices, boolean all, EvictionCause cause) {
        for (int left = list(node, devices, all); left > 0; left--) {
            if (isOn(leaving[left - 1], node)) {
                pods.evict(leaving[left - 1], cause);
            }
        }
    }

    /** Whether the pod is there still: the group of another one may have taken it along. */
    private boolean isOn(int pod, int node) {
        PodTable table = cluster.pods();
        return table.exists(pod) && table.node(pod) == node;
    }

    /** Lists such pods, the one that came first at the end, and says how many they are. */
    private int list(int node, long devices, boolean all) {
        PodTable table = cluster.pods();
        int count = 0;
        for (int pod = table.firstOn(node); pod != PodTable.NONE; pod = table.nextOnNode(pod)) {
            if (all || (table.devices(pod) & devices) != 0) {
                if (count == leaving.length) {
                    leaving = Arrays.copyOf(leaving, 2 * count);
                }
                leaving[count++] = pod;
            }
        }
        return count;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        draining = state.smalls(draining);
        startsAtDrain = state.numbers(startsAtDrain);
        drainingCount = state.small(drainingCount);
        drainDue = state.flag(drainDue);
    }
}
