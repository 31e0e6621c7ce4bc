package io.plimsoll.core.engine;

import io.plimsoll.core.state.ChangeLog;
import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;

/**
 * The keys of all nodes for classes whose rules about single nodes are equal, whatever sets them apart otherwise: labels,
 * namespaces, rules about groups. A node that changed is evaluated once for all of them. Lags behind the cluster as a
 * {@link CandidateIndex} does. 8 bytes per node.
 */
final class SharedKeys {

    private final PreparedClass prepared;
    private final NodeTable nodes;
    private final ChangedNodes changed;
    private long[] keys = new long[0];

    /** @param prepared the class whose rules are asked, for all */
    SharedKeys(PreparedClass prepared, NodeTable nodes, ChangeLog log) {
        this.prepared = prepared;
        this.nodes = nodes;
        changed = new ChangedNodes(nodes, log);
        grow();
        for (int node = 0; node < nodes.slots(); node++) {
            keys[node] = nodes.exists(node) ? prepared.key(node, PreparedClass.UNKNOWN) : ScoreTree.ABSENT;
        }
    }

    /** The node's key as of the last {@link #catchUp}; {@link ScoreTree#ABSENT} where there is no node. */
    long key(int node) {
        return keys[node];
    }

    /** Brings the keys up to date. */
    void catchUp() {
        if (changed.none()) {
            return;
        }
        grow();
        changed.begin(keys.length);
        for (int node = changed.next(); node >= 0; node = changed.next()) {
            if (nodes.exists(node)) {
                keys[node] = prepared.key(node, changed.describedAnew(node) ? PreparedClass.UNKNOWN : keys[node]);
            } else if (node < keys.length) {
                keys[node] = ScoreTree.ABSENT;
            }
        }
    }

    private void grow() {
        if (nodes.slots() > keys.length) {
            int before = keys.length;
            keys = Arrays.copyOf(keys, Math.max(nodes.slots(), 2 * before));
            Arrays.fill(keys, before, keys.length, ScoreTree.ABSENT);
        }
    }
}
