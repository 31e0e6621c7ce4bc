package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.Scorer;

/**
 * A scorer and how much it counts in a profile.
 *
 * @param scorer the scorer
 * @param weight at least 1
 */
public record WeightedScorer(Scorer scorer, long weight) {

    /** @throws IllegalArgumentException when the weight is below 1 */
    public WeightedScorer {
        if (weight < 1) {
            throw new IllegalArgumentException(
                    "The weight (%d) of scorer (%s) must be at least 1.%n".formatted(weight, scorer.name())
                            + "Maybe the scorer should be left out.");
        }
    }
}
