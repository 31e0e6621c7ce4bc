package io.plimsoll.core.engine;

import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.Trial;
import java.util.Arrays;

/**
 * Where a pod group that finds no places could go when the pods of some nodes have left by themselves. Whoever
 * {@link Cluster#nominate nominates} its members for these nodes keeps the room there for it, as it comes to be free: pods of its
 * priority or a lower one must leave it, and the group gets its places when the last pod that is in its way has ended.
 *
 * <p>Members go where they fit now, as the profile chooses; the others to nodes thought empty, those with the fewest pods first,
 * which should be the first to be free. All of it in a {@link Trial}. O(nodes x log nodes + members x nodes + pods of the
 * nodes thought empty). One thread; not inside a trial.
 */
public final class GroupProspects {

    private final Cluster cluster;
    private final Scheduler scheduler;
    private int[] nodes = new int[16];

    /** Groups of pods of the scheduler's cluster. */
    public GroupProspects(Scheduler scheduler) {
        this.cluster = scheduler.cluster();
        this.scheduler = scheduler;
    }

    /**
     * Finds a node for each member of a group and changes nothing.
     *
     * @param members waiting pods, none of which has a node in prospect
     * @param count how many of them
     * @return whether there is one for each
     */
    public boolean find(int[] members, int count) {
        if (count > nodes.length) {
            nodes = new int[Math.max(count, 2 * nodes.length)];
        }
        Arrays.fill(nodes, 0, count, PodTable.NONE);
        int missing = count;
        try (Trial trial = scheduler.openTrial()) {
            for (int i = 0; i < count; i++) {
                nodes[i] = scheduler.schedule(members[i]);
                missing -= nodes[i] == PodTable.NONE ? 0 : 1;
            }
            long[] order = missing == 0 ? new long[0] : fewestPodsFirst();
            for (int at = 0; at < order.length && missing > 0; at++) {
                int node = (int) order[at];
                if (isOfUse(members, count, node)) {
                    missing -= fill(members, count, node);
                }
            }
        }
        return missing == 0;
    }

    /** The node found for a member. */
    public int node(int member) {
        return nodes[member];
    }

    private long[] fewestPodsFirst() {
        NodeTable table = cluster.nodes();
        long[] order = new long[table.count()];
        int count = 0;
        for (int node = 0; node < table.slots(); node++) {
            if (table.exists(node)) {
                order[count++] = (long) table.podCount(node) << Integer.SIZE | node;
            }
        }
        Arrays.sort(order);
        return order;
    }

    /** Whether a node is large enough for some member that has none: spares taking its pods away in vain. */
    private boolean isOfUse(int[] members, int count, int node) {
        NodeTable table = cluster.nodes();
        for (int i = 0; i < count; i++) {
            PodClass podClass = cluster.pods().podClass(members[i]);
            boolean large = nodes[i] == PodTable.NONE
                    && !table.unschedulable(node)
                    && table.acceptedDevices(node, podClass) >= podClass.deviceCount();
            int[] dimensions = podClass.requestedDimensions();
            for (int d = 0; d < dimensions.length && large; d++) {
                large = table.allocatable(dimensions[d], node) >= podClass.request(dimensions[d]);
            }
            if (large) {
                return true;
            }
        }
        return false;
    }

    /** Empties a node but for members and puts others there while they fit; how many. */
    private int fill(int[] members, int count, int node) {
        PodTable pods = cluster.pods();
        int pod = pods.firstOn(node);
        while (pod != PodTable.NONE) {
            int next = pods.nextOnNode(pod);
            if (!isMember(members, count, pod)) {
                cluster.unbind(pod);
            }
            pod = next;
        }
        int found = 0;
        for (int i = 0; i < count; i++) {
            PodClass podClass = cluster.decidedClass(members[i]);
            if (nodes[i] == PodTable.NONE && scheduler.fits(podClass, node)) {
                cluster.bind(members[i], node, cluster.nodes().mostFreeDevices(node, podClass));
                nodes[i] = node;
                found++;
            }
        }
        return found;
    }

    private static boolean isMember(int[] members, int count, int pod) {
        for (int i = 0; i < count; i++) {
            if (members[i] == pod) {
                return true;
            }
        }
        return false;
    }
}
