package io.plimsoll.simulator.report;

import io.plimsoll.simulator.record.HeatMap;
import io.plimsoll.simulator.record.JsonWriter;
import io.plimsoll.simulator.record.RunJson;
import io.plimsoll.simulator.record.RunSummary;
import io.plimsoll.simulator.record.Series;

/** What the report's charts are drawn from, as JSON for its script elements. */
final class RunData {

    /** Heat map cells are written as whole thousandths: finer than a colour can show. */
    private static final int MILLI = 1000;

    private RunData() {}

    /** The same object as in {@code run.json}. */
    static String run(RunSummary run) {
        JsonWriter json = JsonWriter.embedded();
        RunJson.write(run, json);
        return json.toString();
    }

    /** The series by column: {@code {"timeMillis": [...], "columns": {"allocated.cpu": [...], ...}}}. */
    static String series(Series series) {
        JsonWriter json = JsonWriter.embedded().beginObject().name("timeMillis").beginArray();
        for (int row = 0; row < series.rows(); row++) {
            json.value(series.timeMillis(row));
        }
        json.endArray().name("columns").beginObject();
        for (int column = 0; column < series.columns().size(); column++) {
            json.name(series.columns().get(column)).beginArray();
            for (int row = 0; row < series.rows(); row++) {
                json.literal(series.text(row, column));
            }
            json.endArray();
        }
        return json.endObject().endObject().toString();
    }

    /** The heat map with its cells group by group, in thousandths, null where there was no capacity. */
    static String heatMap(HeatMap map) {
        JsonWriter json = JsonWriter.embedded().beginObject();
        json.field("resource", map.resource());
        json.field("nodesPerGroup", map.nodesPerGroup());
        json.field("bucketMillis", map.bucketMillis());
        json.field("buckets", map.buckets());
        json.name("groups").beginArray();
        map.groups().forEach(json::value);
        json.endArray().name("milli").beginArray();
        for (int group = 0; group < map.groups().size(); group++) {
            for (int bucket = 0; bucket < map.buckets(); bucket++) {
                float share = map.share(group, bucket);
                if (share < 0) {
                    json.nullValue();
                } else {
                    json.value(Math.round(share * MILLI));
                }
            }
        }
        return json.endArray().endObject().toString();
    }
}
