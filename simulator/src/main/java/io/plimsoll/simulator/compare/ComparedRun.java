package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.record.RunResult;
import io.plimsoll.simulator.record.Series;
import io.plimsoll.simulator.record.Totals;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a comparison keeps of one run.
 *
 * @param entrant the number of the policy or bound
 * @param seed the seed
 * @param totals what became of the pods
 * @param values the metrics; those that the run does not have are missing
 * @param curves how it developed
 */
public record ComparedRun(int entrant, long seed, Totals totals, Map<Metric, Double> values, Curves curves) {

    /** Copies its map. */
    public ComparedRun {
        values = Map.copyOf(values);
    }

    static ComparedRun of(int entrant, RunResult result, Packing packing, WaitsMeter.Waits waits, Scale scale) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        Map<Metric, double[]> columns = new EnumMap<>(Metric.class);
        Series series = result.series();
        for (Metric metric : Metric.values()) {
            double value = metric.of(result.summary(), packing, waits, scale);
            if (!Double.isNaN(value)) {
                values.put(metric, value);
            }
            int column = series.columns().indexOf(metric.column());
            if (column >= 0) {
                String resource = metric.column().substring(metric.column().indexOf('.') + 1);
                columns.put(metric, Curves.sampled(series, column, scale.of(resource)));
            }
        }
        return new ComparedRun(
                entrant,
                result.summary().seed(),
                result.summary().totals(),
                values,
                new Curves(result.summary().spanMillis(), columns));
    }

    /** The value of a metric; NaN when the run has none. */
    public double value(Metric metric) {
        return values.getOrDefault(metric, Double.NaN);
    }
}
