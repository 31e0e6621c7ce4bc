package io.plimsoll.core.engine;

import io.plimsoll.core.state.ChangeLog;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.NodeTable;
import org.jspecify.annotations.Nullable;

/**
 * For one class of pods: which nodes are feasible, their keys, and the best one. It lags behind the cluster and catches
 * up when it is next used, evaluating each node that changed since once: the work is proportional to what changed, not to
 * the number of nodes. A node of which only the load changed is not asked again what depends on its description.
 *
 * <p>Memory: about 8 bytes per node; with rules about groups up to about 100 bytes per node.
 */
final class CandidateIndex implements Candidates {

    private final PreparedClass prepared;
    private final NodeTable nodes;
    private final ChangeLog log;
    private final ScoreTree keys;
    private final @Nullable NodeGroups groups;
    private long position;
    private long lastUse;

    CandidateIndex(PreparedClass prepared, NodeTable nodes, ChangeLog log) {
        this.prepared = prepared;
        this.nodes = nodes;
        this.log = log;
        this.keys = new ScoreTree(nodes.slots());
        this.groups = prepared.grouped() ? new NodeGroups(prepared) : null;
        for (int node = 0; node < nodes.slots(); node++) {
            refresh(node);
        }
        position = log.end();
    }

    PreparedClass prepared() {
        return prepared;
    }

    /** How many nodes this remembers, for the bound on memory. */
    int size() {
        return keys.size();
    }

    long lastUse() {
        return lastUse;
    }

    /** Brings the index up to date and notes when it was used. */
    CandidateIndex catchUp(long use) {
        lastUse = use;
        long end = log.end();
        if (position == end) {
            return this;
        }
        if (nodes.slots() > keys.size()) {
            keys.resize(2 * nodes.slots());
        }
        if (position < log.begin() || end - position > nodes.slots()) {
            for (int node = 0; node < keys.size(); node++) {
                if (node < nodes.slots() ? nodes.lastChange(node) >= position : keys.key(node) != ScoreTree.ABSENT) {
                    refresh(node);
                }
            }
        } else {
            for (long at = position; at < end; at++) {
                int node = log.node(at);
                // Of several changes of a node only the newest is evaluated.
                if (nodes.lastChange(node) == at) {
                    refresh(node);
                }
            }
        }
        position = end;
        return this;
    }

    @Override
    public int best() {
        return groups == null ? keys.best() : groups.best();
    }

    @Override
    public int next(int from) {
        int node = keys.next(from);
        while (node >= 0 && groups != null && prepared.groupVerdict(node) != 0) {
            node = keys.next(node + 1);
        }
        return node;
    }

    @Override
    public int feasible() {
        if (groups == null) {
            return keys.feasible();
        }
        int count = 0;
        for (int node = next(0); node >= 0; node = next(node + 1)) {
            count++;
        }
        return count;
    }

    @Override
    public int nth(int n) {
        if (groups == null) {
            return keys.nth(n);
        }
        int node = next(0);
        for (int i = 0; i < n; i++) {
            node = next(node + 1);
        }
        return node;
    }

    /** Recomputes every key and compares: the body of {@link Checks#FULL}. */
    void verify(Scan scan) {
        for (int node = 0; node < keys.size(); node++) {
            long key = nodes.exists(node) ? prepared.key(node, PreparedClass.UNKNOWN) : ScoreTree.ABSENT;
            if (key != keys.key(node)) {
                throw Checks.corrupted("key of node slot " + node + " for " + prepared.podClass, keys.key(node), key);
            }
        }
        scan.of(prepared);
        if (scan.best() != best()) {
            throw Checks.corrupted("best node for " + prepared.podClass, best(), scan.best());
        }
        if (scan.feasible() != feasible()) {
            throw Checks.corrupted("feasible nodes for " + prepared.podClass, feasible(), scan.feasible());
        }
    }

    private void refresh(int node) {
        boolean sameDescription = nodes.generation(node) < position;
        boolean exists = nodes.exists(node);
        long known = sameDescription ? keys.key(node) : PreparedClass.UNKNOWN;
        long key = exists ? prepared.key(node, known) : ScoreTree.ABSENT;
        keys.set(node, key);
        if (groups != null) {
            if (!exists) {
                groups.leave(node);
            } else {
                if (!sameDescription) {
                    groups.join(node);
                }
                groups.update(node, key);
            }
        }
    }
}
