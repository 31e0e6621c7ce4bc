package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.report.Words;
import java.util.List;

/** A comparison as text for a terminal: the answer first, then the figures, then what differs. */
public final class ComparisonText {

    private static final int WIDTH = 96;
    private static final int NAME = 18;
    private static final int COLUMN = 13;
    private static final List<Metric> COLUMNS = List.of(
            Metric.GPU_ALLOCATION,
            Metric.CPU_ALLOCATION,
            Metric.GPU_FRAGMENTATION,
            Metric.NODES_IN_USE,
            Metric.UNPLACED_PODS,
            Metric.MEAN_WAIT);
    private static final List<Metric> IN_WORDS =
            List.of(Metric.NODES_IN_USE, Metric.GPU_ALLOCATION, Metric.UNPLACED_PODS, Metric.MEAN_WAIT);

    private final StringBuilder text = new StringBuilder();

    private ComparisonText() {}

    /** The comparison in lines, each ended. */
    public static String of(Comparison comparison) {
        ComparisonText text = new ComparisonText();
        text.wrapped(ComparisonSentence.of(comparison), "");
        text.means(comparison);
        text.differences(comparison);
        if (!comparison.plan().workloads().vary() && comparison.plan().seeds().size() > 1) {
            text.wrapped(
                    "All seeds replay one trace: intervals say what the order of nodes and random draws change, no more.",
                    "");
        }
        return text.text
                .toString()
                .replace('\u00a0', ' ')
                .replace('\u2212', '-')
                .replace('\u2013', '-');
    }

    /** What differs; where nobody can say how sure that is, the figures above say as much. */
    private void differences(Comparison comparison) {
        boolean unsure = false;
        for (Metric metric : IN_WORDS) {
            for (Difference difference : comparison.differences()) {
                boolean policy =
                        comparison.plan().entrants().get(difference.entrant()).bound() == null;
                if (difference.metric() != metric || !policy) {
                    continue;
                }
                if (difference.outcome() == Difference.Outcome.UNSURE) {
                    unsure = true;
                } else {
                    wrapped("- " + DifferenceWords.of(comparison, difference), "  ");
                }
            }
        }
        if (unsure) {
            wrapped("Differences of single observations are not listed: nobody could say how sure they are.", "");
        }
    }

    private void means(Comparison comparison) {
        List<Metric> columns =
                COLUMNS.stream().filter(comparison.metrics()::contains).toList();
        text.append(" ".repeat(NAME));
        columns.forEach(metric -> right(metric.heading()));
        text.append('\n');
        for (int i = 0; i < comparison.plan().entrants().size(); i++) {
            String name = comparison.plan().entrants().get(i).text();
            text.append(name).append(" ".repeat(Math.max(1, NAME - name.length())));
            for (Metric metric : columns) {
                right(MetricWords.value(
                        metric.unit(), comparison.sample(metric, i).mean()));
            }
            text.append('\n');
        }
        text.append("means over ")
                .append(Words.counted(comparison.completeSeeds(), "complete seed", "complete seeds"))
                .append("\n\n");
    }

    private void right(String cell) {
        text.append(" ".repeat(Math.max(1, COLUMN - cell.length()))).append(cell);
    }

    private void wrapped(String sentence, String indent) {
        int column = 0;
        for (String word : sentence.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                text.append('\n').append(indent);
                column = indent.length();
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        text.append('\n');
    }
}
