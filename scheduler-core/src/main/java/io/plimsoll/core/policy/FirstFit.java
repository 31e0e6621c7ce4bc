package io.plimsoll.core.policy;

import io.plimsoll.core.engine.NodeChoice;

/**
 * The first feasible node, in the order of their ranks. The rule is analysed in Johnson, "Near-optimal bin packing
 * algorithms", MIT 1973.
 */
public final class FirstFit implements PolicyProvider {

    @Override
    public String name() {
        return "first-fit";
    }

    @Override
    public String summary() {
        return "the first feasible node";
    }

    @Override
    public String origin() {
        return "Johnson, Near-optimal bin packing algorithms, MIT 1973";
    }

    @Override
    public Policy create(PolicyParameters parameters, PolicyContext context) {
        return Policy.unscored(NodeChoice.FIRST);
    }
}
