package io.plimsoll.core.engine;

import io.plimsoll.core.state.Cluster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The {@link RoomTree} of a scheduler that takes nodes without scores, made when it is first of use. */
final class SharedRoom {

    private final Cluster cluster;
    private final Scan scan;
    private final boolean inOrder;
    private @Nullable RoomTree tree;
    private @Nullable RoomCandidates[] candidates = new RoomCandidates[16];

    /** @param choice which of the feasible nodes are taken */
    SharedRoom(Cluster cluster, Scan scan, NodeChoice choice) {
        this.cluster = cluster;
        this.scan = scan;
        this.inOrder = choice == NodeChoice.FIRST || choice == NodeChoice.NEXT;
    }

    /** Whether there is a tree by now. */
    boolean exists() {
        return tree != null;
    }

    /** The candidates for a class, or null when it needs an index of its own. */
    @Nullable
    RoomCandidates candidates(PreparedClass prepared) {
        @Nullable FreeRules rules = prepared.freeRules;
        if (rules == null || !inOrder) {
            return null;
        }
        int id = prepared.podClass.id();
        if (id >= candidates.length) {
            candidates = Arrays.copyOf(candidates, Math.max(id + 1, 2 * candidates.length));
        }
        @Nullable RoomTree present = tree;
        if (present == null || present.dimensions() < prepared.podClass.dimensions()) {
            present = new RoomTree(
                    cluster.nodes(), cluster.changeLog(), cluster.dimensions().count());
            tree = present;
        }
        @Nullable RoomCandidates known = candidates[id];
        if (known == null || !known.of(prepared, present)) {
            known = new RoomCandidates(prepared, rules, present, cluster.changeLog(), scan);
            candidates[id] = known;
        }
        if (known.unsuitable()) {
            return null;
        }
        present.catchUp();
        return known;
    }
}
