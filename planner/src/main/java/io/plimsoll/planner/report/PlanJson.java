package io.plimsoll.planner.report;

import io.plimsoll.planner.cluster.Assumption;
import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.simulator.record.InputFile;
import io.plimsoll.simulator.record.JsonWriter;
import io.plimsoll.simulator.record.RunJson;
import java.util.List;

/**
 * Writes {@code plan.json}: what was asked about which cluster, what the answer rests on, and the answer. The schemas are in
 * {@code docs/schema}, one per question.
 */
public final class PlanJson {

    /** The name of the file. */
    public static final String FILE = "plan.json";

    private static final int SCHEMA_VERSION = 1;

    private PlanJson() {}

    /**
     * The content of the file.
     *
     * @param inputs what the answer was read from
     */
    public static String text(PlanView view, Names names, List<InputFile> inputs) {
        JsonWriter json = JsonWriter.pretty();
        write(view, names, inputs, json);
        return json.toString();
    }

    static void write(PlanView view, Names names, List<InputFile> inputs, JsonWriter json) {
        PlanSubject subject = view.subject();
        PlanCluster cluster = subject.cluster();
        int bound = cluster.boundPods();
        json.beginObject();
        json.field("schemaVersion", SCHEMA_VERSION);
        json.field("question", subject.question());
        json.name("cluster").beginObject();
        json.field("name", names.of("cluster", cluster.name()));
        json.field("nodes", cluster.nodes().size());
        json.field("pods", bound);
        json.field("waiting", cluster.pods().size() - bound);
        json.endObject();
        json.field("rules", subject.rules());
        json.field("seed", subject.seed());
        json.field("redacted", names.hashes());
        RunJson.inputs(inputs, file -> names.of("file", file), json);
        json.name("assumptions").beginArray();
        for (Assumption assumption : cluster.assumptions()) {
            json.beginObject();
            json.field("kind", assumption.kind().word());
            json.field("text", Assumptions.text(assumption, names));
            json.endObject();
        }
        json.endArray();
        json.field("sentence", view.sentence(names).replace('\u00a0', ' '));
        json.name("answer");
        view.answer(json, names);
        json.endObject();
    }
}
