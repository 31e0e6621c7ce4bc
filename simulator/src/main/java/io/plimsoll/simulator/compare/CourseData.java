package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.record.JsonWriter;
import java.util.List;

/** How a metric developed under every entrant, as the mean over its seeds. */
final class CourseData {

    private static final int POINTS = 250;
    private static final int DECIMALS = 4;

    private CourseData() {}

    /** The times of the points: the middles of equal parts of the longest run. */
    static double[] times(Comparison comparison) {
        long span = 0;
        for (ComparedRun run : comparison.compared()) {
            span = Math.max(span, run.curves().spanMillis());
        }
        double[] times = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            times[i] = (i + 0.5) * span / POINTS;
        }
        return times;
    }

    /** The mean over the seeds at a time; NaN without runs. */
    static double mean(Comparison comparison, Metric metric, int entrant, double timeMillis) {
        List<ComparedRun> runs = comparison.compared().stream()
                .filter(run -> run.entrant() == entrant)
                .toList();
        double sum = 0;
        for (ComparedRun run : runs) {
            sum += run.curves().at(metric, timeMillis);
        }
        return sum / runs.size();
    }

    /** {@code {"timeMillis": [...], "values": [[...], ...]}}, a row of values per entrant. */
    static String json(Comparison comparison, Metric metric) {
        double[] times = times(comparison);
        JsonWriter json = JsonWriter.embedded()
                .beginObject()
                .field("arrivalsOnly", comparison.plan().workloads().options().arrivalsOnly());
        json.name("timeMillis").beginArray();
        for (double time : times) {
            json.value(Math.round(time));
        }
        json.endArray().name("values").beginArray();
        for (int entrant = 0; entrant < comparison.plan().entrants().size(); entrant++) {
            json.beginArray();
            for (double time : times) {
                double mean = mean(comparison, metric, entrant, time);
                if (Double.isNaN(mean)) {
                    json.nullValue();
                } else {
                    json.value(mean, DECIMALS);
                }
            }
            json.endArray();
        }
        return json.endArray().endObject().toString();
    }
}
