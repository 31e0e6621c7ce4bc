package io.plimsoll.core.engine;

import io.plimsoll.core.state.Cluster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The {@link StateIndex} of a scheduler, made when it is first of use, and what classes see in it. */
final class SharedStates {

    /** With more dimensions a search looks at more of the tree than few classes are worth: see ADR 0009. */
    static final int DEFAULT_DIMENSIONS = 2;

    /** Up to so many classes have less to catch up with, together, than a search in more dimensions costs. */
    private static final int FEW_CLASSES = 32;

    private static final int DIMENSIONS_OF_MANY_CLASSES = 4;

    private final Cluster cluster;
    private final Scan scan;
    private final int mostDimensions;
    private @Nullable StateIndex index;
    private @Nullable StateCandidates[] candidates = new StateCandidates[16];

    /** @param mostDimensions of how many dimensions the scores of few classes that share an index may be */
    SharedStates(Cluster cluster, Scan scan, int mostDimensions) {
        this.cluster = cluster;
        this.scan = scan;
        this.mostDimensions = mostDimensions;
    }

    /** Whether there is an index by now. */
    boolean exist() {
        return index != null;
    }

    /** The candidates for a class, or null when it needs an index of its own. */
    @Nullable
    StateCandidates candidates(PreparedClass prepared) {
        @Nullable FreeRules rules = prepared.freeRules;
        if (rules == null || rules.dimensionCount() == 0) {
            return null;
        }
        boolean few = cluster.podClasses().count() <= FEW_CLASSES;
        if (rules.dimensionCount() > (few ? mostDimensions : Math.max(mostDimensions, DIMENSIONS_OF_MANY_CLASSES))) {
            return null;
        }
        int id = prepared.podClass.id();
        if (id >= candidates.length) {
            candidates = Arrays.copyOf(candidates, Math.max(id + 1, 2 * candidates.length));
        }
        @Nullable StateCandidates known = candidates[id];
        if (known == null || index == null || !known.of(prepared, index)) {
            if (index != null && !index.fits(rules)) {
                return null;
            }
            if (index == null || !index.serves(prepared.podClass)) {
                index = newIndex(rules.dimensions(), index);
            }
            known = new StateCandidates(prepared, rules, index, scan);
            candidates[id] = known;
        }
        if (known.unsuitable()) {
            return null;
        }
        index.catchUp();
        return known;
    }

    /** An index that looks at what scores follow from and at all that the classes seen until now ask for. */
    private StateIndex newIndex(int[] scored, @Nullable StateIndex former) {
        int all = cluster.dimensions().count();
        int[] dimensions = Arrays.copyOf(scored, scored.length + all);
        long[] most = new long[scored.length + all];
        Arrays.fill(most, 0, scored.length, Long.MAX_VALUE);
        int count = scored.length;
        for (int dimension = 0; dimension < all; dimension++) {
            long asked = mostAsked(dimension, former);
            if (asked > 0 && !contains(scored, dimension)) {
                dimensions[count] = dimension;
                most[count++] = asked;
            }
        }
        long[] least = new long[count];
        for (int i = 0; i < count; i++) {
            long asked = leastAsked(dimensions[i]);
            // From the second index on less, so that there are not many.
            least[i] = asked == 0 ? Long.MIN_VALUE : former == null ? asked : Math.max(1, asked / 2);
        }
        return new StateIndex(
                cluster.nodes(),
                cluster.changeLog(),
                Arrays.copyOf(dimensions, count),
                scored.length,
                Arrays.copyOf(most, count),
                least);
    }

    /** The most that any class asks for; twice as much as before when it has grown. */
    private long mostAsked(int dimension, @Nullable StateIndex former) {
        long most = 0;
        for (int id = 0; id < cluster.podClasses().count(); id++) {
            most = Math.max(most, StateIndex.request(cluster.podClasses().get(id), dimension));
        }
        long before = former == null ? 0 : former.mostOf(dimension);
        return before > 0 && before < Long.MAX_VALUE && most > before
                ? Math.max(most, 2 * before)
                : Math.max(most, before);
    }

    /** What every class asks for. */
    private long leastAsked(int dimension) {
        long least = Long.MAX_VALUE;
        for (int id = 0; id < cluster.podClasses().count(); id++) {
            least = Math.min(least, StateIndex.request(cluster.podClasses().get(id), dimension));
        }
        return least;
    }

    private static boolean contains(int[] dimensions, int dimension) {
        for (int d : dimensions) {
            if (d == dimension) {
                return true;
            }
        }
        return false;
    }
}
