package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.FreeScore;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.RequestsFree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a class of which everything but the node's description follows from what is free on it: a
 * {@link RequestsFree}, scores that are all {@link FreeScore} of the same dimensions, filters about
 * descriptions, and nothing else.
 */
final class FreeRules {

    private final NodeFilter[] staticFilters;
    private final FreeScore[] scores;
    private final Scale[] scales;
    private final int dimensionCount;

    private FreeRules(NodeFilter[] staticFilters, FreeScore[] scores, Scale[] scales) {
        this.staticFilters = staticFilters;
        this.scores = scores;
        this.scales = scales;
        this.dimensionCount = scores.length == 0 ? 0 : scores[0].dimensions().length;
    }

    /** The rules about single nodes of a class that has no others, or null when some do not have this form. */
    static @Nullable FreeRules of(NodeFilter[] filters, boolean[] isStatic, NodeScore[] scores, Scale[] scales) {
        List<NodeFilter> staticFilters = new ArrayList<>();
        boolean requestsFree = false;
        for (int i = 0; i < filters.length; i++) {
            if (filters[i] instanceof RequestsFree) {
                requestsFree = true;
            } else if (isStatic[i]) {
                staticFilters.add(filters[i]);
            } else {
                return null;
            }
        }
        FreeScore[] freeScores = new FreeScore[scores.length];
        for (int i = 0; i < scores.length; i++) {
            if (!(scores[i] instanceof FreeScore score)) {
                return null;
            }
            freeScores[i] = score;
            if (!Arrays.equals(freeScores[0].dimensions(), score.dimensions())) {
                return null;
            }
        }
        return requestsFree ? new FreeRules(staticFilters.toArray(new NodeFilter[0]), freeScores, scales) : null;
    }

    /** How many dimensions the scores follow from; 0 without scores. */
    int dimensionCount() {
        return dimensionCount;
    }

    /** The dimensions that the scores follow from. A copy. */
    int[] dimensions() {
        return scores[0].dimensions();
    }

    /**
     * The total score of nodes with these free amounts.
     *
     * @param enough a total below this may be told as any other below it
     */
    long total(long[] free, int from, long enough) {
        if (scores.length == 1) {
            return scales[0].apply(scores[0].score(free, from, scales[0].scoreFor(enough)));
        }
        long total = 0;
        for (int i = 0; i < scores.length; i++) {
            total += scales[i].apply(scores[i].score(free, from, 0));
        }
        return total;
    }

    /** Whether nothing in a node's description is against it. */
    boolean passes(int node) {
        for (NodeFilter filter : staticFilters) {
            if (filter.verdict(node) != FilterRule.PASS) {
                return false;
            }
        }
        return true;
    }
}
