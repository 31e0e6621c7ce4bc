package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.report.Words;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The answer of a comparison in a few sentences. */
public final class ComparisonSentence {

    private final Comparison comparison;

    private ComparisonSentence(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * For example: {@code best-fit needs 18.3 to 19.7 % fewer nodes than least-allocated, the fewest of 6 policies. Pods wait
     * least under gpu-packing, 4 min 6 s on average.}
     */
    public static String of(Comparison comparison) {
        return new ComparisonSentence(comparison).text();
    }

    private String text() {
        Metric headline = headline();
        if (headline == null) {
            return "No run was complete, so there is nothing to compare.";
        }
        StringBuilder out = new StringBuilder(best(headline));
        Integer waits = comparison.metrics().contains(Metric.MEAN_WAIT) ? best(Metric.MEAN_WAIT, policies()) : null;
        if (waits != null) {
            out.append(" Pods wait least under ").append(name(waits)).append(", ");
            out.append(mean(Metric.MEAN_WAIT, waits)).append(" on average.");
        }
        return out.toString();
    }

    /** By what policies are told apart first: nodes where pods come and go, what fits in where they only come. */
    private @Nullable Metric headline() {
        boolean arrivals = comparison.plan().workloads().options().arrivalsOnly();
        List<Metric> wanted = arrivals
                ? List.of(Metric.GPU_ALLOCATION, Metric.CPU_ALLOCATION)
                : List.of(Metric.NODES_IN_USE, Metric.GPU_ALLOCATION, Metric.CPU_ALLOCATION);
        return wanted.stream()
                .filter(comparison.metrics()::contains)
                .findFirst()
                .orElse(null);
    }

    private String best(Metric metric) {
        Integer best = best(metric, policies());
        if (best == null) {
            return "Only bounds were run, no policy.";
        }
        String ofAll = metric.lessIsBetter() ? "the fewest" : "the most";
        Difference difference = comparison.difference(metric, best);
        String answer = difference == null
                ? "None of %s does better than %s on average: %s, %s."
                        .formatted(
                                Words.counted(policies().size(), "policy", "policies"),
                                name(best),
                                metric.label(),
                                mean(metric, best))
                : "%s; %s of %s."
                        .formatted(
                                capital(DifferenceWords.of(comparison, difference)),
                                "on average " + ofAll,
                                Words.counted(policies().size(), "policy", "policies"));
        double beyond = comparison.sample(Metric.NODES_OVER_BOUND, best).mean();
        return metric != Metric.NODES_IN_USE || Double.isNaN(beyond)
                ? answer
                : answer + " No packing of the same pods could save more than "
                        + MetricWords.value(Metric.Unit.SHARE, beyond / (1 + beyond)) + " of its nodes.";
    }

    private @Nullable Integer best(Metric metric, List<Integer> among) {
        Integer best = null;
        double bestMean = Double.NaN;
        for (int entrant : among) {
            double mean = comparison.sample(metric, entrant).mean();
            boolean better = metric.lessIsBetter() ? mean < bestMean : mean > bestMean;
            if (!Double.isNaN(mean) && (best == null || better)) {
                best = entrant;
                bestMean = mean;
            }
        }
        return best;
    }

    private List<Integer> policies() {
        return IntStream.range(0, comparison.plan().entrants().size())
                .filter(i -> comparison.plan().entrants().get(i).bound() == null)
                .boxed()
                .toList();
    }

    private String mean(Metric metric, int entrant) {
        return MetricWords.value(
                metric.unit(), comparison.sample(metric, entrant).mean());
    }

    private String name(int entrant) {
        return comparison.plan().entrants().get(entrant).text();
    }

    /** Names of policies stay as they are written. */
    private static String capital(String sentence) {
        return sentence.startsWith("no ") ? "N" + sentence.substring(1) : sentence;
    }
}
