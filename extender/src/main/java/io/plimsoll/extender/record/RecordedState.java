package io.plimsoll.extender.record;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.ClusterEvent.Documented;
import io.plimsoll.extender.live.DecisionListener.Held;
import io.plimsoll.extender.live.ObjectChange;
import io.plimsoll.extender.live.ResidentVisitor;
import io.plimsoll.extender.watch.Documents;
import io.plimsoll.extender.watch.PodEvents;
import io.plimsoll.extender.wire.DeviceBits;
import io.plimsoll.kubernetes.model.Disruptions;
import io.plimsoll.kubernetes.model.NodeConverter;
import io.plimsoll.kubernetes.model.ObjectsConverter;
import io.plimsoll.kubernetes.model.PodGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The cluster that a recording's lines tell of, up to the newest one. Decisions are not its business. One thread. */
final class RecordedState {

    private final Replica replica;
    private final Map<String, Map<String, HasMetadata>> objects = new TreeMap<>();
    private final List<ObjectChange> changes = new ArrayList<>();
    private @Nullable JsonNode mix;

    RecordedState(PodEvents meaning) {
        this.replica = new Replica(meaning);
    }

    Replica replica() {
        return replica;
    }

    /** Takes in a line of a segment's beginning. Returns whether it was one. */
    boolean begin(String type, JsonNode line) {
        boolean told = line.path("listed").asBoolean(false);
        switch (type) {
            case Lines.MIX -> mix = line;
            case Lines.OBJECT -> keep(ObjectChange.ADDED, line.path("resource").asString(""), line.path("object"));
            case Lines.NODE -> replica.restoreNode(line.path("slot").asInt(), bytes(line), told);
            case Lines.POD -> replica.restorePod(place(line, told), bytes(line));
            case Lines.WAITING -> replica.restoreWaiting(text(line, "uid"), bytes(line), told);
            case Lines.SNAPSHOT -> restoreMix();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Takes in a line about something else than a decision. Returns whether it was one. */
    boolean happened(String type, JsonNode line) {
        String uid = text(line, "uid");
        replica.at(line.path("at").asLong());
        switch (type) {
            case ObjectChange.ADDED, ObjectChange.MODIFIED, ObjectChange.DELETED -> changed(type, line);
            case Lines.OBJECTS -> tellObjects();
            case Lines.LISTING ->
                tell(
                        text(line, "resource").equals(Lines.PODS)
                                ? new ClusterEvent.PodsListing()
                                : new ClusterEvent.NodesListing());
            case Lines.LISTED ->
                tell(
                        text(line, "resource").equals(Lines.PODS)
                                ? new ClusterEvent.PodsListed()
                                : new ClusterEvent.NodesListed());
            case Lines.UNHELD -> replica.unheld(uid);
            case Lines.RELEASED -> replica.released(uid);
            case Lines.EXTENDED -> replica.extended(uid, line.path("until").asLong());
            case Lines.HOLD -> {
                byte[] json = bytes(line);
                Held held = new Held(
                        line.path("slot").asInt(),
                        DeviceBits.parse(text(line, "devices")),
                        line.path("until").asLong(),
                        line.path("nominated").asBoolean(false));
                replica.held(uid, replica.meaning().asked(ApiObjects.pod(json)).spec(), json, held);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Keeps the pod of a hold that is held already. */
    void remember(String type, JsonNode line) {
        if (type.equals(Lines.HOLD)) {
            replica.remember(text(line, "uid"), bytes(line));
        }
    }

    private void changed(String type, JsonNode line) {
        String resource = text(line, "resource");
        JsonNode object = line.path("object");
        boolean deleted = type.equals(ObjectChange.DELETED);
        if (resource.equals(Lines.PODS)) {
            String uid = object.path("metadata").path("uid").asString("");
            ObjectChange change = new ObjectChange(type, resource, uid, ApiObjects.bytes(object));
            ClusterEvent event = deleted
                    ? new ClusterEvent.PodGone(uid)
                    : replica.meaning().event(ApiObjects.MAPPER.treeToValue(object, Pod.class));
            replica.event(new Documented(event, List.of(change)));
        } else if (resource.equals(Lines.NODES)) {
            String name = object.path("metadata").path("name").asString("");
            ObjectChange change = new ObjectChange(type, resource, name, ApiObjects.bytes(object));
            ClusterEvent event = deleted
                    ? new ClusterEvent.NodeGone(name)
                    : new ClusterEvent.NodeSeen(replica.meaning()
                            .devices()
                            .node(NodeConverter.convert(ApiObjects.MAPPER.treeToValue(object, Node.class))));
            replica.event(new Documented(event, List.of(change)));
        } else {
            keep(type, resource, object);
        }
    }

    private void keep(String type, String resource, JsonNode json) {
        @Nullable HasMetadata object = ApiObjects.object(resource, json);
        if (object != null) {
            Map<String, HasMetadata> kind = objects.computeIfAbsent(resource, any -> new TreeMap<>());
            String key = Documents.key(object);
            if (type.equals(ObjectChange.DELETED)) {
                kind.remove(key);
            } else {
                kind.put(key, object);
            }
            changes.add(new ObjectChange(type, resource, key, ApiObjects.bytes(json)));
        }
    }

    private void tellObjects() {
        List<HasMetadata> all = new ArrayList<>();
        objects.values().forEach(kind -> all.addAll(kind.values()));
        replica.event(new Documented(
                new ClusterEvent.ObjectsSeen(
                        ObjectsConverter.convert(all), Disruptions.budgets(all), PodGroups.described(all)),
                changes));
        changes.clear();
    }

    private static ResidentVisitor.Place place(JsonNode line, boolean told) {
        return new ResidentVisitor.Place(
                text(line, "uid"),
                text(line, "node"),
                DeviceBits.parse(text(line, "devices")),
                line.path("until").asLong(),
                line.path("nominated").asBoolean(false),
                line.path("seenAt").asLong(),
                told);
    }

    private void tell(ClusterEvent event) {
        replica.event(new Documented(event, List.of()));
    }

    /** After the pods, because those that are restored must not count as arriving. */
    private void restoreMix() {
        @Nullable JsonNode line = mix;
        if (line == null) {
            return;
        }
        Cluster cluster = replica.live().cluster();
        long[] until = new long[16];
        long[] known = new long[16];
        for (JsonNode each : line.path("arrived")) {
            TreeSet<String> models = new TreeSet<>();
            each.path("models").forEach(model -> models.add(model.asString()));
            int count = each.path("devices").asInt();
            PodSpec pod = PodSpec.named("mix")
                    .withRequests(Resources.request(each.path("cpuMilli").asLong(), 0))
                    .withDevices(new DeviceRequest(count, each.path("milli").asInt(), models));
            int id = cluster.template(pod).podClass().id();
            if (id >= until.length) {
                until = Arrays.copyOf(until, 2 * id);
                known = Arrays.copyOf(known, 2 * id);
            }
            until[id] += each.path("until").asLong();
            known[id] += each.path("known").asLong();
        }
        cluster.requestMix()
                .restore(
                        until,
                        known,
                        line.path("version").asLong(),
                        line.path("next").asLong());
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asString("");
    }

    private static byte[] bytes(JsonNode line) {
        return ApiObjects.bytes(line.path("object"));
    }
}
