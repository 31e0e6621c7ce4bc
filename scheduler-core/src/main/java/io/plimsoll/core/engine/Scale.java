package io.plimsoll.core.engine;

/**
 * How a scorer's scores enter the total: brought from the scorer's range to the profile's widest, rounded down, times the
 * weight.
 */
final class Scale {

    private final long weight;
    private final long widest;
    private final long maximum;

    Scale(WeightedScorer scorer, long widest) {
        this.weight = scorer.weight();
        this.widest = widest;
        this.maximum = scorer.scorer().maximum();
    }

    /** The share of the total for a score between 0 and the scorer's maximum; cannot overflow in a valid profile. */
    long apply(long score) {
        return weight * (maximum == widest ? score : score * widest / maximum);
    }

    /** The least score of the only scorer in a profile that gives this total. */
    long scoreFor(long total) {
        return weight == 1 ? total : (total + weight - 1) / weight;
    }
}
