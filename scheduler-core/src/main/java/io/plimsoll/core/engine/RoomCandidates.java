package io.plimsoll.core.engine;

import io.plimsoll.core.state.ChangeLog;
import io.plimsoll.core.state.Checks;

/**
 * The nodes for one class of pods that are taken without scores, found in the {@link RoomTree} that classes share. Before the
 * first node that was found last none has room, but for those that changed since: a search looks at these and goes on
 * from there.
 */
final class RoomCandidates implements RememberedCandidates {

    /** After so many changes a search in the tree costs less than looking at each. */
    private static final int MOST_CHANGES = 1 << 10;

    private final PreparedClass prepared;
    private final FreeRules rules;
    private final RoomTree tree;
    private final ChangeLog log;
    private final Scan scan;
    private final int[] dimensions;
    private final long[] asked;
    private boolean unsuitable;
    /** Nodes in slots before this one have no room, as of {@link #position}. */
    private int without;

    private long position;

    RoomCandidates(PreparedClass prepared, FreeRules rules, RoomTree tree, ChangeLog log, Scan scan) {
        this.prepared = prepared;
        this.rules = rules;
        this.tree = tree;
        this.log = log;
        this.scan = scan;
        this.dimensions = prepared.podClass.requestedDimensions();
        this.asked = new long[dimensions.length];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = prepared.podClass.request(dimensions[i]);
        }
    }

    /** Whether these are the candidates by these rules in this tree. */
    boolean of(PreparedClass wanted, RoomTree in) {
        return prepared == wanted && tree == in;
    }

    /** Whether the class is better off with an index of its own. */
    boolean unsuitable() {
        return unsuitable;
    }

    @Override
    public int best() {
        forgetChanged();
        int first = next(without);
        without = first < 0 ? tree.end() : first;
        return first;
    }

    private void forgetChanged() {
        long end = log.end();
        if (position < log.begin() || end - position > MOST_CHANGES) {
            without = 0;
        }
        for (long at = position; at < end && without > 0; at++) {
            int node = log.node(at);
            if (node < without && tree.hasRoom(node, dimensions, asked)) {
                without = node;
            }
        }
        position = end;
    }

    @Override
    public int next(int from) {
        int next = tree.next(from, dimensions, asked, rules);
        if (tree.outOfPatience()) {
            unsuitable = true;
            return scan.of(prepared).next(from);
        }
        return next;
    }

    /** O(nodes). */
    @Override
    public int feasible() {
        return scan.of(prepared).feasible();
    }

    /** O(nodes). */
    @Override
    public int nth(int n) {
        return scan.of(prepared).nth(n);
    }

    @Override
    public void verify(Scan check) {
        tree.verify();
        int best = best();
        check.of(prepared);
        if (check.best() != best) {
            throw Checks.corrupted("first node for " + prepared.podClass, best, check.best());
        }
    }
}
