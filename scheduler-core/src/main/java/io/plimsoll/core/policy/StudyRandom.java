package io.plimsoll.core.policy;

import io.plimsoll.core.engine.NodeChoice;

/**
 * Any feasible node, and on it any device that serves: the policy 01-Random of Weng et al., "Beware of Fragmentation",
 * USENIX ATC 2023. Its authors' program depends on the timing of threads, so only distributions can agree.
 */
public final class StudyRandom implements PolicyProvider {

    @Override
    public String name() {
        return "study-random";
    }

    @Override
    public String summary() {
        return "any feasible node and any device that serves, by the seed";
    }

    @Override
    public String origin() {
        return "01-Random of Weng et al., Beware of Fragmentation, USENIX ATC 2023";
    }

    @Override
    public Policy create(PolicyParameters parameters, PolicyContext context) {
        return Policy.unscored(NodeChoice.RANDOM).withDeviceChoice(new RandomDevice());
    }
}
