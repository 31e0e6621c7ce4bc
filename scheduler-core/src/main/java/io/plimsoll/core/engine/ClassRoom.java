package io.plimsoll.core.engine;

import io.plimsoll.core.state.ChangeLog;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.Arrays;

/**
 * An upper bound of how many pods of one class find room at the same time: by what is free on each node alone, whatever
 * other rules say. Kept current from the change log: O(changes) per question, O(nodes) where too many changed.
 */
final class ClassRoom {

    private final PodClass podClass;
    private final int[] dimensions;
    private final NodeTable nodes;
    private final ChangeLog log;
    private int[] byNode = new int[0];
    private long total;
    private long readUpTo = -1;

    ClassRoom(Cluster cluster, PodClass podClass) {
        this.podClass = podClass;
        this.dimensions = podClass.requestedDimensions();
        this.nodes = cluster.nodes();
        this.log = cluster.changeLog();
    }

    /** How many pods now. */
    long total() {
        if (readUpTo < log.begin() || log.end() - readUpTo > nodes.slots()) {
            // Also where nodes were that are not there any more.
            for (int node = 0; node < Math.max(nodes.slots(), byNode.length); node++) {
                refresh(node);
            }
        } else {
            for (long position = readUpTo; position < log.end(); position++) {
                refresh(log.node(position));
            }
        }
        readUpTo = log.end();
        if (Checks.FULL) {
            check();
        }
        return total;
    }

    private void check() {
        long sum = 0;
        for (int node = 0; node < nodes.slots(); node++) {
            sum += roomNow(node);
        }
        if (sum != total) {
            throw Checks.corrupted("the room of class " + podClass.id(), total, sum);
        }
    }

    private void refresh(int node) {
        if (node >= byNode.length) {
            byNode = Arrays.copyOf(byNode, Math.max(nodes.slots(), 2 * byNode.length));
        }
        int room = roomNow(node);
        total += room - byNode[node];
        byNode[node] = room;
    }

    private int roomNow(int node) {
        if (node >= nodes.slots() || !nodes.exists(node)) {
            return 0;
        }
        long room = podClass.deviceCount() == 0 ? Long.MAX_VALUE : devices(node);
        for (int dimension : dimensions) {
            room = Math.min(room, Math.max(0, nodes.free(dimension, node)) / podClass.request(dimension));
        }
        return (int) Math.min(Integer.MAX_VALUE, room);
    }

    private long devices(int node) {
        long shares = 0;
        for (int i = 0; i < nodes.deviceCount(node); i++) {
            boolean accepted = podClass.acceptsModel(nodes.deviceModel(node, i));
            shares += accepted ? nodes.deviceFree(node, i) / podClass.deviceMilli() : 0;
        }
        return shares / podClass.deviceCount();
    }
}
