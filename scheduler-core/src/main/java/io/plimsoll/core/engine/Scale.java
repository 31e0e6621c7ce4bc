package io.plimsoll.core.engine;

/**
 * How a scorer's scores enter the total: brought from the scorer's range to the profile's widest, rounded down, times the
 * weight.
 *
 * @param weight the scorer's weight
 * @param widest the widest range of a scorer in the profile
 * @param maximum the scorer's own
 */
record Scale(long weight, long widest, long maximum) {

    Scale(WeightedScorer scorer, long widest) {
        this(scorer.weight(), widest, scorer.scorer().maximum());
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
