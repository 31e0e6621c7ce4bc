package io.plimsoll.planner.vbp;

import io.plimsoll.planner.packing.Packing;
import io.plimsoll.planner.packing.PackingSolver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out for one instance.
 *
 * @param instance the instance
 * @param bound no packing has fewer bins
 * @param bins our packing has so many
 * @param firstFitDecreasing first fit decreasing needs so many
 * @param violations what must not be and is; empty
 */
public record VbpRun(VbpInstance instance, long bound, int bins, int firstFitDecreasing, List<String> violations) {

    /** Tries about as hard as one second of a slow core allows. */
    private static final PackingSolver SOLVER = new PackingSolver(1, 50_000_000, 40);

    /** Copies its argument. */
    public VbpRun {
        violations = List.copyOf(violations);
    }

    /** Packs an instance and looks whether the answer holds. */
    static VbpRun of(VbpInstance instance) {
        PackingSolver.Answer answer = SOLVER.solve(instance.problem());
        @Nullable Packing packing = answer.packing();
        if (packing == null) {
            throw new IllegalStateException(
                    "The instance (%s) must have a packing: every item fits into a bin.%n".formatted(instance.name())
                            + "Maybe this is a mistake in Plimsoll.");
        }
        int ffd = PackingSolver.firstFitDecreasing(instance.problem()).binCount();
        return judged(instance, packing, answer.bound().cost(), ffd);
    }

    /** A run with what is wrong with it. */
    static VbpRun judged(VbpInstance instance, Packing packing, long bound, int firstFitDecreasing) {
        int bins = packing.binCount();
        List<String> violations = new ArrayList<>(packing.problems(instance.problem()));
        @Nullable Integer optimum = instance.optimum();
        if (optimum != null && bound > optimum) {
            violations.add("the bound %d is above the optimum %d".formatted(bound, optimum));
        }
        if (optimum != null && bins < optimum) {
            violations.add("the answer %d is below the optimum %d".formatted(bins, optimum));
        }
        if (bound > bins) {
            violations.add("the bound %d is above the answer %d".formatted(bound, bins));
        }
        if (bins > firstFitDecreasing) {
            violations.add("the answer %d is worse than first fit decreasing, %d".formatted(bins, firstFitDecreasing));
        }
        return new VbpRun(instance, bound, bins, firstFitDecreasing, violations);
    }
}
