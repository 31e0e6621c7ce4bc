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
final class CandidateIndex implements RememberedCandidates {

    /** The key of a node that is there and left out. */
    private static final long HIDDEN = PreparedClass.infeasible(0, 1);

    private final PreparedClass prepared;
    private final NodeTable nodes;
    private final ChangeLog log;
    private final NodeKeys keys;
    private final ChangedNodes changed;
    /** In place of the rules about single nodes where other classes have the same; null while none is known to. */
    private @Nullable SharedKeys shared;

    private long lastUse;
    private @Nullable RefusalCounts refusals;

    /** @param shared of classes with equal rules about single nodes, caught up; or null */
    CandidateIndex(PreparedClass prepared, NodeTable nodes, ChangeLog log, @Nullable SharedKeys shared) {
        this.prepared = prepared;
        this.nodes = nodes;
        this.log = log;
        this.shared = shared;
        this.keys = prepared.grouped() ? new NodeGroups(prepared) : new ScoreTree(nodes.slots());
        keys.reserve(nodes.slots());
        changed = new ChangedNodes(nodes, log);
        for (int node = 0; node < nodes.slots(); node++) {
            refresh(node, true);
        }
    }

    PreparedClass prepared() {
        return prepared;
    }

    /** How many nodes this remembers, for the bound on memory. */
    int size() {
        return keys.slots();
    }

    long lastUse() {
        return lastUse;
    }

    /** Brings the index up to date and notes when it was used. */
    CandidateIndex catchUp(long use) {
        lastUse = use;
        if (changed.none()) {
            return this;
        }
        if (nodes.slots() > keys.slots()) {
            keys.reserve(2 * nodes.slots());
        }
        if (shared != null) {
            shared.catchUp();
        }
        changed.begin(keys.slots());
        for (int node = changed.next(); node >= 0; node = changed.next()) {
            refresh(node, changed.describedAnew(node));
        }
        return this;
    }

    /** The keys that classes of equal rules about single nodes share with this one from now on. */
    SharedKeys share() {
        SharedKeys keysNow = shared;
        if (keysNow == null) {
            keysNow = new SharedKeys(prepared, nodes, log);
            shared = keysNow;
        }
        keysNow.catchUp();
        return keysNow;
    }

    @Override
    public int best() {
        return keys.best();
    }

    @Override
    public int next(int from) {
        return keys.next(from);
    }

    @Override
    public int feasible() {
        return keys.feasible();
    }

    @Override
    public int nth(int n) {
        return keys.nth(n);
    }

    /** Whether it has caught up with everything, trials aside. */
    boolean isCurrent() {
        return changed.none();
    }

    /** Leaves out a node until {@link #show} of it; the index must not catch up between the two. */
    void hide(int node) {
        keys.set(node, HIDDEN);
    }

    /** Undoes {@link #hide}. */
    void show(int node) {
        keys.set(node, prepared.key(node, PreparedClass.UNKNOWN));
    }

    /** How many nodes are infeasible for which reason; counted from the first time on that somebody asks. */
    RefusalCounts refusals() {
        RefusalCounts counts = refusals;
        if (counts == null) {
            counts = new RefusalCounts();
            for (int node = 0; node < keys.slots(); node++) {
                counts.change(ScoreTree.ABSENT, keys.key(node));
            }
            refusals = counts;
        }
        return counts;
    }

    /** The node's key; {@link ScoreTree#ABSENT} where there is no node. */
    long key(int node) {
        return node < keys.slots() ? keys.key(node) : ScoreTree.ABSENT;
    }

    @Override
    public void verify(Scan scan) {
        for (int node = 0; node < keys.slots(); node++) {
            long key = nodes.exists(node) ? prepared.key(node, PreparedClass.UNKNOWN) : ScoreTree.ABSENT;
            if (key != keys.key(node)) {
                throw Checks.corrupted("key of node slot " + node + " for " + prepared.podClass, keys.key(node), key);
            }
        }
        RefusalCounts counts = refusals;
        for (int i = 0; counts != null && i < counts.size(); i++) {
            int nodesNow = 0;
            for (int node = 0; node < keys.slots(); node++) {
                nodesNow += keys.key(node) == counts.key(i) ? 1 : 0;
            }
            if (nodesNow != counts.nodes(i)) {
                throw Checks.corrupted("nodes refused to " + prepared.podClass, counts.nodes(i), nodesNow);
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

    private void refresh(int node, boolean describedAnew) {
        boolean looksBack = shared == null || refusals != null;
        long before = looksBack ? key(node) : ScoreTree.ABSENT;
        long after = ScoreTree.ABSENT;
        if (nodes.exists(node)) {
            if (describedAnew) {
                keys.join(node);
            }
            after = shared != null
                    ? shared.key(node)
                    : prepared.key(node, describedAnew ? PreparedClass.UNKNOWN : before);
            keys.set(node, after);
        } else {
            keys.leave(node);
        }
        if (refusals != null && before != after) {
            refusals.change(before, after);
        }
    }
}
