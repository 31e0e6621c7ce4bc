package io.plimsoll.core.policy;

import io.plimsoll.core.engine.NodeChoice;

/**
 * Any feasible node with equal chance, drawn by the run's seed and the number of the decision. The baseline that every
 * study of packing has; devices are chosen by {@link LowestFit}, which {@link StudyRandom} does not.
 */
public final class RandomFit implements PolicyProvider {

    @Override
    public String name() {
        return "random";
    }

    @Override
    public String summary() {
        return "any feasible node with equal chance, by the seed";
    }

    @Override
    public String origin() {
        return "the usual baseline";
    }

    @Override
    public Policy create(PolicyParameters parameters, PolicyContext context) {
        return Policy.unscored(NodeChoice.RANDOM);
    }
}
