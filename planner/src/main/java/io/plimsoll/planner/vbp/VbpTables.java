package io.plimsoll.planner.vbp;

import io.plimsoll.simulator.record.FixedDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of a study. */
public final class VbpTables {

    /** The name of the file with a row per instance. */
    public static final String INSTANCES = "instances.csv";

    private static final int MOST_VIOLATIONS = 20;
    private static final double PERCENT = 100;

    private VbpTables() {}

    /** A row per instance. */
    public static String csv(VbpResult result) {
        StringBuilder out =
                new StringBuilder("family,instance,dimensions,items,bound,bins,first_fit_decreasing,optimum,"
                        + VbpInstance.BEST + "," + VbpInstance.BIN_CENTRIC + ",violations\n");
        for (VbpRun run : result.runs()) {
            VbpInstance instance = run.instance();
            out.append(String.join(
                            ",",
                            instance.family(),
                            instance.name(),
                            Integer.toString(instance.problem().dimensions()),
                            Integer.toString(instance.problem().itemCount()),
                            Long.toString(run.bound()),
                            Integer.toString(run.bins()),
                            Integer.toString(run.firstFitDecreasing()),
                            text(instance.optimum()),
                            text(instance.heuristics().get(VbpInstance.BEST)),
                            text(instance.heuristics().get(VbpInstance.BIN_CENTRIC)),
                            Integer.toString(run.violations().size())))
                    .append('\n');
        }
        return out.toString();
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    /** A row per family, and what is wrong. */
    public static String table(VbpResult result) {
        StringBuilder out = new StringBuilder();
        out.append(
                "                                  mean distance to the known optimum                 against the best\n");
        out.append(
                "family     instances  optima |    ours   bound  bin-centric  best heuristic      FFD | better  worse  "
                        + "| optimal  proven\n");
        result.families().forEach((name, figures) -> out.append(row(name, figures)));
        List<String> violations = result.violations();
        violations.stream()
                .limit(MOST_VIOLATIONS)
                .forEach(violation -> out.append("WRONG: ").append(violation).append('\n'));
        if (violations.size() > MOST_VIOLATIONS) {
            out.append("WRONG: and %d more.%n".formatted(violations.size() - MOST_VIOLATIONS));
        }
        return out.toString();
    }

    private static String row(String name, VbpFigures figures) {
        Map<String, Double> gaps = figures.heuristicGaps;
        return "%-10s %9d %7d | %7s %7s %12s %15s %8s | %6d %6d  | %7d %7d%n"
                .formatted(
                        name,
                        figures.instances,
                        figures.known,
                        percent(figures.gaps, figures.known),
                        percent(figures.boundGaps, figures.known),
                        percent(gaps.getOrDefault(VbpInstance.BIN_CENTRIC, Double.NaN), figures.known),
                        percent(gaps.getOrDefault(VbpInstance.BEST, Double.NaN), figures.known),
                        percent(figures.firstFitGaps, figures.known),
                        figures.betterThanBest,
                        figures.worseThanBest,
                        figures.optimal,
                        figures.proven);
    }

    private static String percent(double sum, int count) {
        return count == 0 || Double.isNaN(sum) ? "-" : FixedDecimal.fixed(PERCENT * sum / count, 2) + "%";
    }
}
