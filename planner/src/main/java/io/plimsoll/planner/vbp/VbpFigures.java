package io.plimsoll.planner.vbp;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums over the instances of a family. */
final class VbpFigures {

    int instances;
    int known;
    int optimal;
    int proven;
    int worseThanBest;
    int betterThanBest;
    double gaps;
    double boundGaps;
    double firstFitGaps;
    final TreeMap<String, Double> heuristicGaps = new TreeMap<>();

    void add(VbpRun run) {
        instances++;
        proven += run.bins() == run.bound() ? 1 : 0;
        @Nullable Integer best = run.instance().heuristics().get(VbpInstance.BEST);
        if (best != null) {
            worseThanBest += run.bins() > best ? 1 : 0;
            betterThanBest += run.bins() < best ? 1 : 0;
        }
        @Nullable Integer optimum = run.instance().optimum();
        if (optimum == null) {
            return;
        }
        known++;
        optimal += run.bins() == optimum ? 1 : 0;
        gaps += gap(run.bins(), optimum);
        boundGaps += gap(run.bound(), optimum);
        firstFitGaps += gap(run.firstFitDecreasing(), optimum);
        run.instance().heuristics().forEach((name, bins) -> heuristicGaps.merge(name, gap(bins, optimum), Double::sum));
    }

    private static double gap(long bins, int optimum) {
        return (double) (bins - optimum) / optimum;
    }
}
