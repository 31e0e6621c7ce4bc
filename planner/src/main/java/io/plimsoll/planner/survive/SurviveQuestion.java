package io.plimsoll.planner.survive;

import java.util.List;

/**
 * What is asked about failures.
 *
 * @param labels further labels of nodes; those that share a value fail together
 * @param several how many nodes may fail together, whichever they are; 1 for every node by itself only
 * @param sets at most so many sets of nodes are tried
 * @param steps how many steps a search for another order of placing may take
 * @param seed of random draws
 * @param threads how many at once, at least 1
 */
public record SurviveQuestion(List<String> labels, int several, int sets, long steps, long seed, int threads) {

    /** Sets of nodes that are tried unless told otherwise. */
    public static final int SETS = 10_000;

    /** Steps of a search unless told otherwise. */
    public static final long STEPS = 20_000;

    /** Copies its list. */
    public SurviveQuestion {
        labels = List.copyOf(labels);
    }
}
