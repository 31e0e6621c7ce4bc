package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.compare.Metric.Unit;
import io.plimsoll.simulator.record.FixedDecimal;
import io.plimsoll.simulator.report.Card;
import io.plimsoll.simulator.report.Cell;
import io.plimsoll.simulator.report.Html;
import io.plimsoll.simulator.report.HtmlTable;
import io.plimsoll.simulator.report.Words;
import io.plimsoll.simulator.statistics.Interval;
import io.plimsoll.simulator.statistics.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tables and cards of a comparison's report. */
final class ComparisonTables {

    private static final int MOMENTS = 8;

    private final Comparison comparison;
    private final List<Entrant> entrants;

    ComparisonTables(Comparison comparison) {
        this.comparison = comparison;
        this.entrants = comparison.plan().entrants();
    }

    /** The metric's name at the beginning of a line. */
    static String heading(Metric metric) {
        String label = metric.label();
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }

    /** The policy with the best mean; null when there is none. */
    @Nullable
    Card best(Metric metric) {
        int best = -1;
        for (int i = 0; i < entrants.size(); i++) {
            double mean = comparison.sample(metric, i).mean();
            double least =
                    best < 0 ? Double.NaN : comparison.sample(metric, best).mean();
            boolean better = metric.lessIsBetter() ? mean < least : mean > least;
            if (entrants.get(i).bound() == null && !Double.isNaN(mean) && (best < 0 || better)) {
                best = i;
            }
        }
        return best < 0
                ? null
                : Card.of(
                        superlative(metric) + metric.label(),
                        mean(metric, best),
                        Cell.words(entrants.get(best).text()));
    }

    /** A metric's differences from the baseline. */
    Html differences(Metric metric) {
        HtmlTable table = new HtmlTable(heading(metric))
                .words("Policy")
                .number("Mean")
                .number("Difference")
                .words("95 % interval")
                .number("Holm p")
                .words("In words");
        for (int i = 0; i < entrants.size(); i++) {
            Difference difference = comparison.difference(metric, i);
            if (difference != null) {
                table.row(
                        Cell.words(entrants.get(i).text()),
                        mean(metric, i),
                        MetricWords.changeCell(
                                metric.unit(), difference.paired().mean(), path(metric, i) + "/difference/mean"),
                        Cell.words(interval(metric.unit(), difference)),
                        probability(difference.adjusted(), path(metric, i) + "/difference/adjustedProbability"),
                        Cell.words(DifferenceWords.of(comparison, difference)));
            }
        }
        return table.html();
    }

    /** Every entrant and every metric. */
    Html results() {
        HtmlTable table = new HtmlTable("Means over the seeds").words("Policy").number("Runs");
        comparison.metrics().forEach(metric -> table.number(metric.heading()));
        for (int i = 0; i < entrants.size(); i++) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.words(entrants.get(i).text()));
            int number = i;
            cells.add(Cell.count(comparison.compared().stream()
                    .filter(run -> run.entrant() == number)
                    .count()));
            for (Metric metric : comparison.metrics()) {
                cells.add(withDeviation(metric, i));
            }
            table.row(cells.toArray(new Cell[0]));
        }
        return table.html();
    }

    /** Every difference as a sentence, by metric. */
    Html words() {
        Html html = new Html().open("details").leaf("summary", "In words").open("ul", "class", "notes");
        for (Difference difference : comparison.differences()) {
            html.leaf("li", DifferenceWords.of(comparison, difference) + ".");
        }
        return html.close().close();
    }

    /** The course of a metric at some moments. */
    Html course(Metric metric) {
        boolean arrivals = comparison.plan().workloads().options().arrivalsOnly();
        HtmlTable table = new HtmlTable(heading(metric) + " at some moments").words(arrivals ? "Arrivals" : "Time");
        entrants.forEach(entrant -> table.number(entrant.text()));
        double[] times = CourseData.times(comparison);
        for (int moment = 0; moment < MOMENTS; moment++) {
            double time = times[(int) ((moment + 0.5) * times.length / MOMENTS)];
            List<Cell> cells = new ArrayList<>();
            long millis = Math.round(time);
            cells.add(arrivals ? Cell.count(millis) : Cell.number(Words.moment(millis), millis));
            for (int i = 0; i < entrants.size(); i++) {
                cells.add(MetricWords.cell(metric.unit(), CourseData.mean(comparison, metric, i, time), ""));
            }
            table.row(cells.toArray(new Cell[0]));
        }
        return table.html();
    }

    private static String superlative(Metric metric) {
        String least = metric.unit() == Unit.COUNT ? "Fewest " : "Lowest ";
        return metric.lessIsBetter() ? least : "Highest ";
    }

    private Cell mean(Metric metric, int entrant) {
        return MetricWords.cell(
                metric.unit(), comparison.sample(metric, entrant).mean(), path(metric, entrant) + "/mean");
    }

    private Cell withDeviation(Metric metric, int entrant) {
        Sample sample = comparison.sample(metric, entrant);
        Cell mean = mean(metric, entrant);
        return sample.count() < 2
                ? mean
                : new Cell(
                        mean.shown() + " \u00b1 " + MetricWords.value(metric.unit(), sample.deviation()),
                        mean.sortKey(),
                        "words",
                        "");
    }

    private String path(Metric metric, int entrant) {
        return "/metrics/" + comparison.metrics().indexOf(metric) + "/results/" + entrant;
    }

    private static String interval(Unit unit, Difference difference) {
        Interval interval = difference.interval();
        if (interval == null) {
            return MetricWords.NOTHING;
        }
        String words = MetricWords.change(unit, interval);
        return switch (difference.evidence()) {
            case STUDENT -> words + " (Student)";
            case WITHIN_RUN -> words + " (within the run)";
            default -> words;
        };
    }

    private static Cell probability(double probability, String path) {
        if (Double.isNaN(probability)) {
            return new Cell(MetricWords.NOTHING, "2", "words", "");
        }
        String shown = probability < 0.0001 ? "< 0.0001" : FixedDecimal.fixed(probability, 4);
        return new Cell(shown, FixedDecimal.trimmed(probability, 6), "probability", path);
    }
}
