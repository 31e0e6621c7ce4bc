package io.plimsoll.planner.headroom;

import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.headroom.TemplateRoom.Limit;
import io.plimsoll.planner.headroom.TemplateRoom.ZoneRoom;
import io.plimsoll.simulator.record.JsonWriter;

/** Writes an answer about headroom, described by {@code docs/schema/plan-headroom.schema.json}. */
final class HeadroomJson {

    private HeadroomJson() {}

    static void write(HeadroomAnswer found, JsonWriter json, Names names) {
        json.beginObject();
        json.name("templates").beginArray();
        for (TemplateRoom room : found.templates()) {
            template(room, json, names);
        }
        json.endArray();
        MixRoom mix = found.mix();
        json.name("mix");
        if (mix == null) {
            json.nullValue();
        } else {
            json.beginObject();
            json.field("asTheyCome", mix.asTheyCome());
            json.field("sets", mix.sets());
            json.field("bound", mix.bound());
            json.endObject();
        }
        json.endObject();
    }

    private static void template(TemplateRoom room, JsonWriter json, Names names) {
        json.beginObject();
        json.field("name", HeadroomWords.name(room, names));
        json.field("asks", room.asks());
        json.field("share", room.template().share());
        json.field("inCluster", room.template().inCluster());
        json.field("exact", room.exact());
        json.field("pods", room.pods());
        json.field("bound", room.bound());
        json.field("pooled", room.pooled());
        json.name("zones").beginArray();
        for (ZoneRoom zone : room.zones()) {
            json.beginObject();
            json.field("zone", names.of("zone", zone.zone()));
            json.field("nodes", zone.nodes());
            json.field("pods", zone.pods());
            json.endObject();
        }
        json.endArray().name("limits").beginArray();
        for (Limit limit : room.limits()) {
            json.beginObject();
            json.field("reason", names.reason(limit.reason()));
            json.field("nodes", limit.nodes());
            json.field("full", limit.full());
            json.field("pods", limit.pods());
            json.name("examples").beginArray();
            limit.examples().forEach(node -> json.value(names.of("node", node)));
            json.endArray().endObject();
        }
        json.endArray().endObject();
    }
}
