package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.record.JsonWriter;
import io.plimsoll.simulator.record.PolicyInfo;
import io.plimsoll.simulator.record.RunJson;
import io.plimsoll.simulator.statistics.Bca;
import io.plimsoll.simulator.statistics.Interval;
import io.plimsoll.simulator.statistics.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code comparison.json}, described by {@code docs/schema/comparison.schema.json}. Shares and probabilities have
 * six decimals, other numbers three; what does not exist is null.
 */
public final class ComparisonJson {

    /** The name of the file. */
    public static final String FILE = "comparison.json";

    private static final int SHARE_DECIMALS = 6;
    private static final int NUMBER_DECIMALS = 3;

    private final Comparison comparison;
    private final JsonWriter json;

    private ComparisonJson(Comparison comparison, JsonWriter json) {
        this.comparison = comparison;
        this.json = json;
    }

    /** The content of the file. */
    public static String text(Comparison comparison) {
        JsonWriter json = JsonWriter.pretty();
        write(comparison, json);
        return json.toString();
    }

    /** Writes the comparison as one object. */
    static void write(Comparison comparison, JsonWriter json) {
        new ComparisonJson(comparison, json).write();
    }

    /** Decimals with which values of a unit are written. */
    static int decimals(Metric.Unit unit) {
        return unit == Metric.Unit.SHARE ? SHARE_DECIMALS : NUMBER_DECIMALS;
    }

    private void write() {
        json.beginObject();
        json.field("schemaVersion", Comparison.SCHEMA_VERSION);
        json.field("complete", comparison.complete());
        json.field("plannedRuns", comparison.plan().runs());
        RunJson.trace(comparison.plan().workloads().info(), json);
        RunJson.options(comparison.plan().workloads().options(), json);
        json.field("workloadVariesWithSeed", comparison.plan().workloads().vary());
        json.name("seeds").beginArray();
        comparison.plan().seeds().forEach(json::value);
        json.endArray();
        json.field("baseline", comparison.baseline().text());
        json.field("confidence", Difference.CONFIDENCE, NUMBER_DECIMALS);
        json.field("resamples", Bca.RESAMPLES);
        entrants();
        metrics();
        json.name("runs").beginArray();
        comparison.runs().forEach(this::run);
        json.endArray().endObject();
    }

    private void entrants() {
        json.name("policies").beginArray();
        for (int i = 0; i < comparison.plan().entrants().size(); i++) {
            Entrant entrant = comparison.plan().entrants().get(i);
            PolicyInfo info = entrant.info();
            json.beginObject();
            json.field("text", info.text());
            json.field("name", info.name());
            json.field("parameters", info.parameters());
            json.field("bound", entrant.bound() != null);
            json.field("dependsOnSeed", comparison.dependsOnSeed(i));
            json.endObject();
        }
        json.endArray();
    }

    private void metrics() {
        json.name("metrics").beginArray();
        for (Metric metric : comparison.metrics()) {
            json.beginObject();
            json.field("id", metric.id());
            json.field("label", metric.label());
            json.field("unit", metric.unit().text());
            json.field("better", metric.lessIsBetter() ? "less" : "more");
            json.name("results").beginArray();
            for (int i = 0; i < comparison.plan().entrants().size(); i++) {
                result(metric, i);
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private void result(Metric metric, int entrant) {
        int decimals = decimals(metric.unit());
        Sample sample = comparison.sample(metric, entrant);
        json.beginObject();
        json.field("policy", comparison.plan().entrants().get(entrant).text());
        json.field("runs", sample.count());
        number("mean", sample.mean(), decimals);
        number("deviation", sample.deviation(), decimals);
        json.name("difference");
        Difference difference = comparison.difference(metric, entrant);
        if (difference == null) {
            json.nullValue();
        } else {
            difference(difference, decimals);
        }
        json.endObject();
    }

    private void difference(Difference difference, int decimals) {
        json.beginObject();
        json.field("pairs", difference.paired().count());
        number("mean", difference.paired().mean(), decimals);
        number("deviation", difference.paired().deviation(), decimals);
        json.field("evidence", difference.evidence().text());
        interval("bootstrap", difference.bootstrap(), decimals);
        interval(
                "student",
                difference.student() == null ? null : difference.student().interval(),
                decimals);
        number(
                "probability",
                difference.student() == null ? Double.NaN : difference.student().probability(),
                SHARE_DECIMALS);
        number("adjustedProbability", difference.adjusted(), SHARE_DECIMALS);
        interval(
                "withinRun",
                difference.withinRun() == null ? null : difference.withinRun().interval(),
                decimals);
        number("relative", difference.relative(), SHARE_DECIMALS);
        interval("relativeInterval", difference.relativeInterval(), SHARE_DECIMALS);
        json.field("outcome", difference.outcome().text());
        json.field("words", DifferenceWords.of(comparison, difference));
        json.endObject();
    }

    private void run(ComparedRun run) {
        json.beginObject();
        json.field("policy", comparison.plan().entrants().get(run.entrant()).text());
        json.field("seed", run.seed());
        json.field("arrivedPods", run.totals().arrived());
        json.field("placedPods", run.totals().placed());
        json.field("finishedPods", run.totals().finished());
        json.name("values").beginObject();
        for (Metric metric : comparison.metrics()) {
            number(metric.id(), run.value(metric), decimals(metric.unit()));
        }
        json.endObject().endObject();
    }

    private void interval(String name, @Nullable Interval interval, int decimals) {
        json.name(name);
        if (interval == null) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.field("low", interval.low(), decimals);
        json.field("high", interval.high(), decimals);
        json.endObject();
    }

    private void number(String name, double value, int decimals) {
        json.name(name);
        if (Double.isNaN(value)) {
            json.nullValue();
        } else {
            json.value(value, decimals);
        }
    }
}
