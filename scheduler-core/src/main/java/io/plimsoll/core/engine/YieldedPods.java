package io.plimsoll.core.engine;

import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.Nominations;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import java.util.Arrays;

/** The pods nominated for a node that a pod must leave the room: those of its priority or a higher one, but for itself. */
final class YieldedPods {

    private final Nominations nominations;
    private final NodeTable nodes;
    private final PodTable pods;
    private int pod;
    private int priority;
    private int[] found = new int[4];

    YieldedPods(Cluster cluster) {
        this.nominations = cluster.nominations();
        this.nodes = cluster.nodes();
        this.pods = cluster.pods();
    }

    /**
     * Begins to ask for a pod.
     *
     * @param asking the pod, or {@link PodTable#NONE} when it is not in the cluster
     */
    void begin(int asking, int itsPriority) {
        pod = asking;
        priority = itsPriority;
    }

    /** Finds those of a node, by number, and returns how many they are. */
    int find(int node) {
        int count = 0;
        for (int other = nominations.firstOn(node); other != PodTable.NONE; other = nominations.next(other)) {
            if (other != pod && pods.priority(other) >= priority && hasDevices(node, other)) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = other;
            }
        }
        return count;
    }

    /** Whether the node has the devices that a pod asks for, free or not; else it never comes. */
    private boolean hasDevices(int node, int other) {
        PodClass podClass = pods.podClass(other);
        return podClass.deviceCount() == 0 || nodes.acceptedDevices(node, podClass) >= podClass.deviceCount();
    }

    /** One of those found last. */
    int pod(int i) {
        return found[i];
    }
}
