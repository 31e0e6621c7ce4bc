package io.plimsoll.core.engine;

import io.plimsoll.core.state.Checks;

/** The nodes for one class of pods, found in the {@link StateIndex} that classes share. */
final class StateCandidates implements RememberedCandidates {

    private final PreparedClass prepared;
    private final FreeRules rules;
    private final StateIndex index;
    private final Scan scan;
    private final long[] asked;
    private boolean unsuitable;

    StateCandidates(PreparedClass prepared, FreeRules rules, StateIndex index, Scan scan) {
        this.prepared = prepared;
        this.rules = rules;
        this.index = index;
        this.scan = scan;
        this.asked = index.asked(prepared.podClass);
    }

    /** Whether these are the candidates by these rules in this index. */
    boolean of(PreparedClass wanted, StateIndex in) {
        return prepared == wanted && index == in;
    }

    /** Whether the class is better off with an index of its own. */
    boolean unsuitable() {
        return unsuitable;
    }

    @Override
    public int best() {
        int best = index.best(asked, rules);
        if (index.outOfPatience()) {
            unsuitable = true;
            return scan.of(prepared).best();
        }
        return best;
    }

    /** O(nodes), as is everything that asks for more than the best node. */
    @Override
    public int next(int from) {
        return scan.of(prepared).next(from);
    }

    @Override
    public int feasible() {
        return scan.of(prepared).feasible();
    }

    @Override
    public int nth(int n) {
        return scan.of(prepared).nth(n);
    }

    @Override
    public void verify(Scan check) {
        index.verify();
        int best = best();
        check.of(prepared);
        if (check.best() != best) {
            throw Checks.corrupted("best node for " + prepared.podClass, best, check.best());
        }
    }
}
