package io.plimsoll.core.policy;

import io.plimsoll.core.engine.NodeChoice;

/**
 * The first feasible node behind the one taken last, and from the beginning when there is none. Johnson, "Near-optimal bin
 * packing algorithms", MIT 1973, whose next fit closes the nodes it leaves behind; here, as in allocators of memory (Knuth,
 * The Art of Computer Programming, volume 1, section 2.5), it comes round again.
 */
public final class NextFit implements PolicyProvider {

    @Override
    public String name() {
        return "next-fit";
    }

    @Override
    public String summary() {
        return "the first feasible node behind the one taken last";
    }

    @Override
    public String origin() {
        return "Johnson, Near-optimal bin packing algorithms, MIT 1973; Knuth, TAOCP 1, section 2.5";
    }

    @Override
    public Policy create(PolicyParameters parameters, PolicyContext context) {
        return Policy.unscored(NodeChoice.NEXT);
    }
}
