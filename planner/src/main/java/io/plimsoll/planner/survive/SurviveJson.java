package io.plimsoll.planner.survive;

import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.survive.OutageResult.BrokenBudget;
import io.plimsoll.planner.survive.OutageResult.Verdict;
import io.plimsoll.simulator.record.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes an answer about failures, described by {@code docs/schema/plan-survive.schema.json}. */
final class SurviveJson {

    private final SurviveAnswer found;
    private final JsonWriter json;
    private final Names names;

    SurviveJson(SurviveAnswer found, JsonWriter json, Names names) {
        this.found = found;
        this.json = json;
        this.names = names;
    }

    void write() {
        json.beginObject();
        json.name("kinds").beginArray();
        for (Outage.Kind kind : Outage.Kind.values()) {
            List<OutageResult> results = found.of(kind);
            if (!results.isEmpty()) {
                kind(kind, results);
            }
        }
        json.endArray().name("groups").beginArray();
        found.groups().forEach(this::result);
        json.endArray().name("nodes").beginArray();
        for (OutageResult result : found.nodes()) {
            if (!result.survived() || !result.budgets().isEmpty()) {
                result(result);
            }
        }
        json.endArray().name("several");
        several(found.several());
        json.name("additions").beginArray();
        for (SurviveAnswer.Addition addition : found.additions()) {
            json.beginObject();
            json.field("kind", addition.outage().kind().one());
            json.field("name", SurviveWords.name(addition.outage(), names));
            json.field("nodes", addition.nodes());
            json.field("bound", addition.bound());
            json.name("like").beginArray();
            for (SurviveAnswer.Like like : addition.like()) {
                json.beginObject();
                json.field("nodes", like.nodes());
                json.field("node", names.of("node", like.node()));
                json.endObject();
            }
            json.endArray();
            json.endObject();
        }
        json.endArray().endObject();
    }

    private void kind(Outage.Kind kind, List<OutageResult> results) {
        json.beginObject();
        json.field("kind", kind.one());
        json.field("failures", results.size());
        for (Verdict verdict : Verdict.values()) {
            json.field(
                    field(verdict),
                    results.stream()
                            .filter(result -> result.verdict() == verdict)
                            .count());
        }
        json.endObject();
    }

    private static String field(Verdict verdict) {
        return switch (verdict) {
            case SURVIVED -> "survived";
            case ANOTHER_ORDER -> "anotherOrder";
            case IMPOSSIBLE -> "impossible";
            case UNDECIDED -> "undecided";
        };
    }

    private void result(OutageResult result) {
        json.beginObject();
        json.field("kind", result.outage().kind().one());
        json.field("name", SurviveWords.name(result.outage(), names));
        json.field("nodes", result.outage().nodes().length);
        json.field("evicted", result.evicted());
        json.field("gone", result.gone());
        json.field("waiting", result.waiting().length);
        json.field("atLeast", result.least());
        json.field("verdict", field(result.verdict()));
        json.name("waits").beginArray();
        for (WaitingPods waiting : WaitingPods.of(found.cluster(), result)) {
            json.beginObject();
            json.field("priority", waiting.priority());
            json.field("workload", names.of("workload", waiting.owner()));
            json.field("pods", waiting.pods());
            json.endObject();
        }
        json.endArray().name("budgets").beginArray();
        for (BrokenBudget broken : result.budgets()) {
            json.beginObject();
            json.field("budget", names.of("budget", broken.budget()));
            json.field("atLeast", broken.atLeast());
            json.field("atOnce", broken.atOnce());
            json.field("after", broken.after());
            json.endObject();
        }
        json.endArray().endObject();
    }

    private void several(@Nullable SeveralNodes several) {
        if (several == null) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.field("nodes", several.nodes());
        json.field("verdict", several.verdict().word());
        json.field("sets", several.sets());
        json.field("tried", several.tried());
        json.field("allTried", several.allTried());
        json.field("guaranteed", several.guaranteed());
        json.name("worst");
        @Nullable OutageResult worst = several.worst();
        if (worst == null) {
            json.nullValue();
        } else {
            result(worst);
        }
        json.endObject();
    }
}
