package io.plimsoll.extender.record;

import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.ObjectChange;
import io.plimsoll.extender.wire.JsonBytes;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The words of a recording, and its lines about what the API server told. docs/recording-format.md describes them. */
final class Lines {

    static final long SCHEMA_VERSION = 1;

    // A segment begins with these.
    static final String SEGMENT = "SEGMENT";
    static final String MIX = "MIX";
    static final String NODE = "NODE";
    static final String POD = "POD";
    static final String WAITING = "WAITING";
    static final String OBJECT = "OBJECT";
    static final String SNAPSHOT = "SNAPSHOT";

    // What happens then.
    static final String ENTRIES = "ENTRIES";
    static final String LISTING = "LISTING";
    static final String LISTED = "LISTED";
    static final String OBJECTS = "OBJECTS";
    static final String FILTER = "FILTER";
    static final String PRIORITIZE = "PRIORITIZE";
    static final String PREEMPT = "PREEMPT";
    static final String BIND = "BIND";
    static final String UNHELD = "UNHELD";
    static final String RELEASED = "RELEASED";
    static final String EXTENDED = "EXTENDED";
    static final String HOLD = "HOLD";

    /** Lines that say what was asked and decided. */
    static final Set<String> DECISIONS = Set.of(FILTER, PRIORITIZE, PREEMPT, BIND);

    static final String PODS = "pods";
    static final String NODES = "nodes";

    private Lines() {}

    /** What has the namespace and the name of the pod that a decision is about. */
    static JsonNode named(JsonNode decision) {
        return decision.has("name") ? decision : decision.path("object").path("metadata");
    }

    /** Begins a line; the caller ends it with a brace and a line end. */
    static void begin(long at, String type, JsonBytes out) {
        out.raw("{\"at\":");
        out.number(at);
        out.raw(",\"type\":\"");
        out.raw(type);
        out.mark('"');
    }

    static void text(String field, String value, JsonBytes out) {
        out.raw(",\"");
        out.raw(field);
        out.raw("\":");
        out.string(value);
    }

    static void number(String field, long value, JsonBytes out) {
        out.raw(",\"");
        out.raw(field);
        out.raw("\":");
        out.number(value);
    }

    static void json(String field, byte[] value, JsonBytes out) {
        out.raw(",\"");
        out.raw(field);
        out.raw("\":");
        out.raw(value, 0, value.length);
    }

    static void end(JsonBytes out) {
        out.raw("}\n");
    }

    /** What the API server told, a line for each object and one for what is about no object. */
    static void event(long at, ClusterEvent.Documented told, JsonBytes out) {
        for (ObjectChange change : told.changes()) {
            begin(at, change.type(), out);
            text("resource", change.kind(), out);
            json("object", change.json(), out);
            end(out);
        }
        ClusterEvent event = told.event();
        if (event instanceof ClusterEvent.ObjectsSeen) {
            begin(at, OBJECTS, out);
            end(out);
        } else if (event instanceof ClusterEvent.NodesListing) {
            list(at, LISTING, NODES, out);
        } else if (event instanceof ClusterEvent.NodesListed) {
            list(at, LISTED, NODES, out);
        } else if (event instanceof ClusterEvent.PodsListing) {
            list(at, LISTING, PODS, out);
        } else if (event instanceof ClusterEvent.PodsListed) {
            list(at, LISTED, PODS, out);
        }
    }

    private static void list(long at, String type, String resource, JsonBytes out) {
        begin(at, type, out);
        text("resource", resource, out);
        end(out);
    }
}
