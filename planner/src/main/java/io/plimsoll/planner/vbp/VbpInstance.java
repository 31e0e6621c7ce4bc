package io.plimsoll.planner.vbp;

import io.plimsoll.planner.packing.PackingProblem;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One instance with what was published of it.
 *
 * @param family the name of its file of optima
 * @param name its own name
 * @param problem what is to be packed
 * @param optimum the fewest bins; null when nobody knows
 * @param heuristics the fewest bins that a group of heuristics found, by the name of the column
 */
public record VbpInstance(
        String family,
        String name,
        PackingProblem problem,
        @Nullable Integer optimum,
        SortedMap<String, Integer> heuristics) {

    /** The column with the best heuristic of all. */
    static final String BEST = "best_heuristic_overall";

    /** The column with the best heuristic that fills bin after bin. */
    static final String BIN_CENTRIC = "best_bin_centric";
}
