package io.plimsoll.core.engine;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.ChangeLog;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order in which kube-scheduler looks at nodes when it stops before it has seen them all: one node of each zone in
 * turn, zones and the nodes of a zone as they came; and where the last search ended, which is where the next one begins. All
 * schedulers of a cluster share it. From {@code node_tree.go} and {@code schedule_one.go} of kube-scheduler 1.34.
 *
 * <p>What happened to one slot between two searches counts as its last change alone.
 *
 * <p>Cost: the changes since the last search; O(nodes) after nodes joined, left or moved to another zone.
 */
public final class NodeRotation {

    private static final String BETA = "failure-domain.beta.kubernetes.io/";
    private static final String STABLE = "topology.kubernetes.io/";

    /** The nodes of a zone, as they came. */
    private static final class Zone {
        final String key;
        int[] nodes = new int[4];
        int count;

        Zone(String key) {
            this.key = key;
        }

        void add(int node) {
            nodes = count == nodes.length ? Arrays.copyOf(nodes, 2 * count) : nodes;
            nodes[count++] = node;
        }

        void remove(int node) {
            int at = 0;
            while (nodes[at] != node) {
                at++;
            }
            System.arraycopy(nodes, at + 1, nodes, at, --count - at);
        }
    }

    private final NodeTable nodes;
    private final ChangeLog log;
    private final List<Zone> zones = new ArrayList<>();
    /** By slot: the zone and the name of the node that is in it, as far as the log was read. */
    private @Nullable Zone[] zoneOf = new Zone[64];

    private @Nullable String[] names = new String[64];
    private int[] order = new int[0];
    private boolean reordered;
    private long read;
    private int start;

    /** The order of a cluster's nodes; those that are there already came in the order of their slots. */
    public NodeRotation(Cluster cluster) {
        this.nodes = cluster.nodes();
        this.log = cluster.changeLog();
        for (int node = 0; node < nodes.slots(); node++) {
            look(node);
        }
        read = log.end();
    }

    /** The slots of all nodes in the order of the searches, the first one at {@link #start()}. Not inside a trial. */
    int[] order() {
        if (read < log.begin()) {
            catchUpBySlot();
        }
        for (long position = read; position < log.end(); position++) {
            int node = log.node(position);
            if (nodes.generation(node) == position) {
                look(node);
            }
        }
        read = log.end();
        if (reordered) {
            reordered = false;
            interleave();
        }
        return order;
    }

    /** Where in the order the next search begins. */
    int start() {
        return start;
    }

    /** A search has looked at so many nodes. */
    void advance(int looked) {
        start = order.length == 0 ? 0 : (start + looked) % order.length;
    }

    /** What the log does not say any more: nodes in the order of their newest descriptions. */
    private void catchUpBySlot() {
        List<long[]> changed = new ArrayList<>();
        for (int node = 0; node < Math.max(nodes.slots(), zoneOf.length); node++) {
            boolean known = node < zoneOf.length && zoneOf[node] != null;
            if (known || nodes.exists(node)) {
                changed.add(new long[] {nodes.generation(node), node});
            }
        }
        changed.sort((one, other) -> Long.compare(one[0], other[0]));
        for (long[] node : changed) {
            if (node[0] >= read) {
                look((int) node[1]);
            }
        }
        read = log.begin();
    }

    private void look(int node) {
        if (node >= zoneOf.length) {
            int length = Math.max(node + 1, 2 * zoneOf.length);
            zoneOf = Arrays.copyOf(zoneOf, length);
            names = Arrays.copyOf(names, length);
        }
        @Nullable String key = nodes.exists(node) ? zone(nodes.spec(node)) : null;
        @Nullable String name = key == null ? null : nodes.name(node);
        @Nullable Zone before = zoneOf[node];
        if (before != null && before.key.equals(key) && nodes.name(node).equals(names[node])) {
            return;
        }
        if (before != null) {
            before.remove(node);
            if (before.count == 0) {
                zones.remove(before);
            }
        }
        zoneOf[node] = key == null ? null : join(node, key);
        names[node] = name;
        reordered = true;
    }

    private Zone join(int node, String key) {
        @Nullable Zone zone = null;
        for (int i = 0; i < zones.size() && zone == null; i++) {
            zone = zones.get(i).key.equals(key) ? zones.get(i) : null;
        }
        if (zone == null) {
            zone = new Zone(key);
            zones.add(zone);
        }
        zone.add(node);
        return zone;
    }

    private void interleave() {
        order = new int[nodes.count()];
        int filled = 0;
        for (int turn = 0; filled < order.length; turn++) {
            for (int i = 0; i < zones.size(); i++) {
                Zone zone = zones.get(i);
                if (turn < zone.count) {
                    order[filled++] = zone.nodes[turn];
                }
            }
        }
    }

    /** Region and zone, by their labels of today or of before, which win. */
    private static String zone(NodeSpec node) {
        Map<String, String> labels = node.labels();
        String zone = labels.getOrDefault(BETA + "zone", labels.getOrDefault(STABLE + "zone", ""));
        String region = labels.getOrDefault(BETA + "region", labels.getOrDefault(STABLE + "region", ""));
        return region.isEmpty() && zone.isEmpty() ? "" : region + ":\0:" + zone;
    }
}
