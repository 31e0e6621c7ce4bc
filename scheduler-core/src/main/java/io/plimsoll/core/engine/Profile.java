package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.DeviceChoice;
import io.plimsoll.core.plugin.Filter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How decisions are made: the filters in the order in which reasons are given, the scorers with their weights, which of
 * the best nodes is taken, and which of its devices. A profile belongs to one scheduler, because plugins may keep memos.
 *
 * <p>The total of a node is the sum of {@code weight x score}, every score first brought from its scorer's range to the
 * widest range in the profile: {@code score x widest / maximum}, rounded down. With one scorer, or ranges that are all
 * alike, scores stay as they are.
 *
 * @param name a name for people
 * @param filters filters; those that look at groups of nodes give their reasons after all others
 * @param scorers scorers; empty unless the node choice is {@link NodeChoice#BEST}
 * @param nodeChoice which feasible node is taken
 * @param deviceChoice which devices of that node are taken
 */
public record Profile(
        String name,
        List<Filter> filters,
        List<WeightedScorer> scorers,
        NodeChoice nodeChoice,
        DeviceChoice deviceChoice) {

    /** @throws IllegalArgumentException when plugins do not go together or a total could overflow */
    public Profile {
        filters = List.copyOf(filters);
        scorers = List.copyOf(scorers);
        if (nodeChoice != NodeChoice.BEST && !scorers.isEmpty()) {
            throw new IllegalArgumentException(
                    "The scorers of profile (%s) must be empty with node choice %s.%n".formatted(name, nodeChoice)
                            + "Maybe a policy that scores was combined with one that does not.");
        }
        Set<String> names = new HashSet<>();
        for (Filter filter : filters) {
            if (!names.add(filter.name())) {
                throw new IllegalArgumentException(
                        "The filter (%s) of profile (%s) must be named once.%n".formatted(filter.name(), name)
                                + "Maybe it was added to the built-in filters.");
            }
        }
        requireTotalsFit(name, scorers);
    }

    /** The widest range of the scorers, 0 without any. */
    long widestRange() {
        long widest = 0;
        for (WeightedScorer scorer : scorers) {
            widest = Math.max(widest, scorer.scorer().maximum());
        }
        return widest;
    }

    private static void requireTotalsFit(String name, List<WeightedScorer> scorers) {
        long widest = 0;
        for (WeightedScorer weighted : scorers) {
            long maximum = weighted.scorer().maximum();
            if (maximum < 1) {
                throw new IllegalArgumentException("The maximum (%d) of scorer (%s) must be at least 1.%n"
                                .formatted(maximum, weighted.scorer().name())
                        + "Maybe the scorer should be left out.");
            }
            widest = Math.max(widest, maximum);
        }
        try {
            Math.multiplyExact(widest, widest);
            long total = 0;
            for (WeightedScorer weighted : scorers) {
                total = Math.addExact(total, Math.multiplyExact(weighted.weight(), widest));
            }
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException(
                    "The total score of profile (%s) must fit 63 bits.%n".formatted(name)
                            + "Maybe a weight is too large.",
                    overflow);
        }
    }
}
