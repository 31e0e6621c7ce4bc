package io.plimsoll.simulator.record;

import java.util.List;
import java.util.function.UnaryOperator;

/** Writes {@code run.json}, described by {@code docs/schema/run.schema.json}. Shares have six decimals, means three. */
public final class RunJson {

    /** The name of the file. */
    public static final String FILE = "run.json";

    private static final int COUNT_DECIMALS = 3;

    private RunJson() {}

    /** The content of the file. */
    public static String text(RunSummary run) {
        JsonWriter json = JsonWriter.pretty();
        write(run, json);
        return json.toString();
    }

    /** Writes the run as one object. */
    public static void write(RunSummary run, JsonWriter json) {
        json.beginObject();
        json.field("schemaVersion", RunSummary.SCHEMA_VERSION);
        json.field("complete", run.complete());
        json.field("stopReason", run.stopReason().text());
        trace(run.trace(), json);
        json.name("policy").beginObject();
        json.field("text", run.policy().text());
        json.field("name", run.policy().name());
        json.field("parameters", run.policy().parameters());
        json.endObject();
        json.field("seed", run.seed());
        options(run.options(), json);
        json.field("spanMillis", run.spanMillis());
        totals(run.totals(), json);
        json.name("resources").beginArray();
        run.resources().forEach(use -> resource(use, json));
        json.endArray();
        fragmentation(run, json);
        level("emptyNodes", run.emptyNodes(), COUNT_DECIMALS, json);
        level("pendingPods", run.pendingPods(), COUNT_DECIMALS, json);
        waiting(run.waiting(), json);
        groups("waitingByRequest", run.waitingByRequest(), json);
        groups("waitingByPriority", run.waitingByPriority(), json);
        json.name("unplaced").beginObject();
        json.field("pods", run.unplaced().pods());
        json.field("meanMillis", run.unplaced().meanMillis());
        json.field("maxMillis", run.unplaced().maxMillis());
        json.endObject();
        disruption(run.disruption(), json);
        json.name("failures").beginArray();
        for (FailureReason failure : run.failures()) {
            json.beginObject();
            json.field("reason", failure.reason());
            json.field("attempts", failure.attempts());
            json.field("nodes", failure.nodes());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    /** Writes the field {@code trace}. */
    public static void trace(TraceInfo trace, JsonWriter json) {
        json.name("trace").beginObject();
        json.field("name", trace.name());
        json.field("format", trace.format());
        json.field("nodes", trace.nodes());
        json.field("pods", trace.pods());
        json.field("parameters", trace.parameters());
        inputs(trace.inputs(), file -> file, json);
        json.endObject();
    }

    /**
     * Writes the field {@code inputs}.
     *
     * @param named what files are called
     */
    public static void inputs(List<InputFile> inputs, UnaryOperator<String> named, JsonWriter json) {
        json.name("inputs").beginArray();
        for (InputFile input : inputs) {
            json.beginObject();
            json.field("file", named.apply(input.file()));
            json.field("bytes", input.bytes());
            json.field("sha256", input.sha256());
            json.endObject();
        }
        json.endArray();
    }

    /** Writes the field {@code options}. */
    public static void options(RunOptions options, JsonWriter json) {
        json.name("options").beginObject();
        json.field("arrivalsOnly", options.arrivalsOnly());
        if (options.inflate() == 0) {
            json.name("inflate").nullValue();
        } else {
            json.field("inflate", options.inflate(), Series.SHARE_DECIMALS);
        }
        json.field("onUnschedulable", options.onUnschedulable().text());
        json.field("onNodeLoss", options.rules().onNodeLoss().text());
        json.field("restart", options.rules().restart().text());
        json.field("queue", options.rules().queue().text());
        json.field("decisionMicros", options.rules().decisionMicros());
        json.field("preemption", options.rules().preempts() ? "on" : "off");
        json.field("groups", options.rules().grouped() ? "owner" : "none");
        json.field("groupPatienceMillis", options.rules().groupPatienceMillis());
        json.field("groupTimeoutMillis", options.rules().groupTimeoutMillis());
        json.field("warmUpMillis", options.warmUpMillis());
        if (options.horizonMillis() == 0) {
            json.name("horizonMillis").nullValue();
        } else {
            json.field("horizonMillis", options.horizonMillis());
        }
        json.endObject();
    }

    private static void totals(Totals totals, JsonWriter json) {
        json.name("totals").beginObject();
        json.field("arrived", totals.arrived());
        json.field("placed", totals.placed());
        json.field("finished", totals.finished());
        json.field("running", totals.running());
        json.field("pending", totals.pending());
        json.field("dropped", totals.dropped());
        json.field("killed", totals.killed());
        json.field("lost", totals.lost());
        json.field("rescheduled", totals.rescheduled());
        json.field("decisions", totals.decisions());
        json.endObject();
    }

    private static void resource(ResourceUse use, JsonWriter json) {
        json.beginObject();
        json.field("name", use.name());
        json.field("unit", use.unit().text());
        json.field("capacity", use.capacity());
        level("allocated", use.allocated(), Series.SHARE_DECIMALS, json);
        level("density", use.density(), Series.SHARE_DECIMALS, json);
        level("stranded", use.stranded().share(), Series.SHARE_DECIMALS, json);
        json.name("strandedFor").beginArray();
        for (Stranded.Cause cause : use.stranded().causes()) {
            json.beginObject();
            json.field("cause", cause.name());
            json.field("mean", cause.mean(), Series.SHARE_DECIMALS);
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private static void fragmentation(RunSummary run, JsonWriter json) {
        Fragmentation fragmentation = run.fragmentation();
        json.name("fragmentation");
        if (fragmentation == null) {
            json.nullValue();
            return;
        }
        json.beginObject();
        level("amount", fragmentation.amount(), Series.SHARE_DECIMALS, json);
        level("ratio", fragmentation.ratio(), Series.SHARE_DECIMALS, json);
        json.endObject();
    }

    private static void groups(String name, List<WaitGroup> groups, JsonWriter json) {
        json.name(name).beginArray();
        for (WaitGroup group : groups) {
            json.beginObject();
            json.field("name", group.name());
            json.field("placements", group.placements());
            json.field("withoutWaiting", group.withoutWaiting());
            json.field("meanMillis", group.meanMillis());
            json.field("p50Millis", group.p50Millis());
            json.field("p90Millis", group.p90Millis());
            json.field("p99Millis", group.p99Millis());
            json.field("maxMillis", group.maxMillis());
            json.endObject();
        }
        json.endArray();
    }

    private static void disruption(Disruption disruption, JsonWriter json) {
        json.name("disruption").beginObject();
        json.name("evictions").beginObject();
        disruption.evictions().forEach((cause, count) -> json.field(cause.text(), count));
        json.endObject();
        json.field("lostMillis", disruption.lostMillis());
        level("waitingPods", disruption.waitingPods(), COUNT_DECIMALS, json);
        preemptions(disruption.preemptions(), json);
        json.name("groups").beginObject();
        json.field("turns", disruption.groups().turns());
        json.field("timeouts", disruption.groups().timeouts());
        json.endObject();
        json.endObject();
    }

    private static void preemptions(Preemptions preemptions, JsonWriter json) {
        json.name("preemptions").beginObject();
        json.field("preempting", preemptions.preempting());
        json.field("evictions", preemptions.evictions());
        json.field("pods", preemptions.pods());
        json.field("mostOfOnePod", preemptions.mostOfOnePod());
        json.field("overBudget", preemptions.overBudget());
        json.name("byPriority").beginArray();
        for (Preemptions.ByPriority group : preemptions.byPriority()) {
            json.beginObject();
            json.field("priority", group.priority());
            json.field("forPriority", group.forPriority());
            json.field("evictions", group.evictions());
            json.field("lostMillis", group.lostMillis());
            json.endObject();
        }
        json.endArray();
        json.name("byOwner").beginArray();
        for (Preemptions.ByOwner group : preemptions.byOwner()) {
            json.beginObject();
            json.field("owner", group.owner());
            json.field("evictions", group.evictions());
            json.field("lostMillis", group.lostMillis());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private static void level(String name, Level level, int decimals, JsonWriter json) {
        json.name(name).beginObject();
        json.field("mean", level.mean(), decimals);
        json.field("peak", level.peak(), decimals);
        json.field("atEnd", level.atEnd(), decimals);
        json.endObject();
    }

    private static void waiting(Waiting waiting, JsonWriter json) {
        json.name("waiting").beginObject();
        json.field("placements", waiting.placements());
        json.field("withoutWaiting", waiting.withoutWaiting());
        json.field("shareWithoutWaiting", waiting.shareWithoutWaiting(), Series.SHARE_DECIMALS);
        json.field("meanMillis", waiting.meanMillis());
        json.field("p50Millis", waiting.p50Millis());
        json.field("p90Millis", waiting.p90Millis());
        json.field("p99Millis", waiting.p99Millis());
        json.field("maxMillis", waiting.maxMillis());
        json.name("histogram").beginArray();
        for (Waiting.Bucket bucket : waiting.histogram()) {
            json.beginObject();
            json.field("fromMillis", bucket.fromMillis());
            if (bucket.untilMillis() == Long.MAX_VALUE) {
                json.name("untilMillis").nullValue();
            } else {
                json.field("untilMillis", bucket.untilMillis());
            }
            json.field("placements", bucket.placements());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }
}
