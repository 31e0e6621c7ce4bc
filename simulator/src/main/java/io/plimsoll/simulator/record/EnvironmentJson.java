package io.plimsoll.simulator.record;

import java.nio.file.Path;

/** Writes {@code environment.json}, described by {@code docs/schema/environment.schema.json}. */
public final class EnvironmentJson {

    /** The name of the file. */
    public static final String FILE = "environment.json";

    private EnvironmentJson() {}

    /** The content of the file. */
    public static String text(Environment environment) {
        JsonWriter json = JsonWriter.pretty().beginObject();
        json.field("schemaVersion", Environment.SCHEMA_VERSION);
        json.field("version", environment.version());
        json.field("startedAt", environment.startedAt().toString());
        json.name("durationsMillis").beginObject();
        environment.durationsMillis().forEach(json::field);
        json.endObject();
        json.field("outputFolder", environment.outputFolder().toString());
        json.name("inputs").beginArray();
        for (Path input : environment.inputs()) {
            json.value(input.toString());
        }
        json.endArray();
        json.name("arguments").beginArray();
        environment.arguments().forEach(json::value);
        json.endArray();
        json.name("java").beginObject();
        json.field("name", environment.java().name());
        json.field("version", environment.java().version());
        json.field("vendor", environment.java().detail());
        json.endObject();
        json.name("system").beginObject();
        json.field("name", environment.system().name());
        json.field("version", environment.system().version());
        json.field("architecture", environment.system().detail());
        json.endObject();
        json.field("cores", environment.cores());
        json.field("maxHeapBytes", environment.maxHeapBytes());
        return json.endObject().toString();
    }
}
