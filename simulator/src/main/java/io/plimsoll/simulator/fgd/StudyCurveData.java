package io.plimsoll.simulator.fgd;

import io.plimsoll.simulator.record.JsonWriter;
import java.util.List;

/** The curves of a study for the scripts of its report: means over the seeds, ours and published. */
final class StudyCurveData {

    private static final int DECIMALS = 3;

    private StudyCurveData() {}

    static String json(StudyResult result, List<String> workloads) {
        JsonWriter json = JsonWriter.embedded().beginObject();
        json.name("tables").beginArray();
        for (StudyTable table : StudyTable.values()) {
            json.value(table.id());
        }
        json.endArray().name("workloads").beginArray();
        for (String workload : workloads) {
            json.beginArray();
            for (PolicyComparison row : result.rows()) {
                if (row.workload().equals(workload)) {
                    json.beginObject().field("policy", row.policy().shortName());
                    means(json.name("ours"), result.curves(workload, row.policy()));
                    if (row.published() > 0) {
                        means(json.name("published"), result.published().rows(workload, row.policy()));
                    }
                    json.endObject();
                }
            }
            json.endArray();
        }
        return json.endArray().endObject().toString();
    }

    private static void means(JsonWriter json, List<StudyCurves> curves) {
        json.beginObject();
        for (StudyTable table : StudyTable.values()) {
            json.name(table.id()).beginArray();
            for (int column = 0; column <= StudyCurves.LAST_COLUMN; column++) {
                double mean = Sample.of(curves, table, column).mean();
                if (Double.isNaN(mean)) {
                    json.nullValue();
                } else {
                    json.value(mean, DECIMALS);
                }
            }
            json.endArray();
        }
        json.endObject();
    }
}
