package io.plimsoll.core.engine;

import io.plimsoll.core.state.Checks;

/** The nodes for one class of pods that are taken without scores, found in the {@link RoomTree} that classes share. */
final class RoomCandidates implements RememberedCandidates {

    private final PreparedClass prepared;
    private final FreeRules rules;
    private final RoomTree tree;
    private final Scan scan;
    private final int[] dimensions;
    private final long[] asked;
    private boolean unsuitable;

    RoomCandidates(PreparedClass prepared, FreeRules rules, RoomTree tree, Scan scan) {
        this.prepared = prepared;
        this.rules = rules;
        this.tree = tree;
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
        return next(0);
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
