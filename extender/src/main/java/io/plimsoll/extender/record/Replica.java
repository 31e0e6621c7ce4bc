package io.plimsoll.extender.record;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.DecisionListener.Held;
import io.plimsoll.extender.live.LiveCluster;
import io.plimsoll.extender.live.LoopTime;
import io.plimsoll.extender.live.ObjectChange;
import io.plimsoll.extender.live.ResidentVisitor;
import io.plimsoll.extender.watch.Documents;
import io.plimsoll.extender.watch.PodEvents;
import io.plimsoll.extender.wire.JsonBytes;
import io.plimsoll.kubernetes.model.Disruptions;
import io.plimsoll.kubernetes.model.PodConverter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second live cluster that follows the first by taking in what it took in, in the same order, and keeps the objects, too, as
 * JSON. One thread.
 */
public final class Replica {

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

    private final PodEvents meaning;
    private final LoopTime time = new LoopTime(() -> this.now);
    private final LiveCluster live = new LiveCluster(time);
    private final Map<String, byte[]> nodes = new HashMap<>();
    /** By UID: pods that hold space, as they were when that space was counted. */
    private final Map<String, byte[]> pods = new HashMap<>();
    /** By UID. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    /** By kind and key, in the order in which objects are converted. */
    private final Map<String, Map<String, byte[]>> objects = new TreeMap<>();

    private long podList;
    private long now;
    private Applier applier;

    /** What changes with the cluster. */
    interface Applier {
        void apply(ClusterEvent event);

        void release(String uid);
    }

    Replica(PodEvents meaning) {
        this.meaning = meaning;
        this.applier = new Applier() {
            @Override
            public void apply(ClusterEvent event) {
                live.apply(event);
            }

            @Override
            public void release(String uid) {
                live.release(uid);
            }
        };
    }

    /** Has somebody else change the cluster with all that belongs to it. */
    void setApplier(Applier other) {
        applier = other;
    }

    /** What follows is of this moment. */
    void at(long millis) {
        now = millis;
        time.tick();
    }

    LoopTime time() {
        return time;
    }

    PodEvents meaning() {
        return meaning;
    }

    /** A pod without a node, and in which list of all pods it was told last. */
    @SuppressWarnings("ArrayRecordComponent") // kept and handed on, never compared
    private record Waiting(byte[] json, long list) {}

    /** The cluster. Only this class changes it. */
    public LiveCluster live() {
        return live;
    }

    /** Forgets kinds of pods that have been, where that is worth its time. Not where somebody else changes the cluster. */
    void forget() {
        if (live.isWorthRenewing()) {
            live.renew();
        }
    }

    /** Takes in what the API server told. */
    void event(ClusterEvent.Documented told) {
        ClusterEvent event = told.event();
        for (ObjectChange change : told.changes()) {
            keep(change, event);
        }
        if (event instanceof ClusterEvent.PodsListing) {
            podList++;
        }
        try {
            applier.apply(event);
        } catch (IllegalArgumentException | ArithmeticException e) {
            LOG.debug("An event has no effect, as it had none on the first cluster: {}", e.getMessage());
        }
        if (event instanceof ClusterEvent.PodsListed) {
            waiting.values().removeIf(pod -> pod.list() != podList);
            pods.keySet().removeIf(uid -> !live.knows(uid));
        } else if (event instanceof ClusterEvent.NodesListed) {
            nodes.keySet().removeIf(name -> live.cluster().nodes().find(name) < 0);
        } else if (event instanceof ClusterEvent.PodGone gone) {
            pods.remove(gone.uid());
            waiting.remove(gone.uid());
        }
    }

    private void keep(ObjectChange change, ClusterEvent event) {
        if (event instanceof ClusterEvent.NodeSeen seen) {
            nodes.put(seen.node().name(), change.json());
        } else if (event instanceof ClusterEvent.NodeGone gone) {
            nodes.remove(gone.name());
        } else if (event instanceof ClusterEvent.PodOnNode seen) {
            pods.put(seen.uid(), change.json());
            waiting.remove(seen.uid());
        } else if (event instanceof ClusterEvent.MemberWaits waits) {
            waiting.put(waits.pod().uid(), new Waiting(change.json(), podList));
        } else if (event instanceof ClusterEvent.PodWaits waits) {
            waiting.put(waits.uid(), new Waiting(change.json(), podList));
        } else if (event instanceof ClusterEvent.ObjectsSeen) {
            Map<String, byte[]> kind = objects.computeIfAbsent(change.kind(), any -> new TreeMap<>());
            if (change.isDeleted()) {
                kind.remove(change.key());
            } else {
                kind.put(change.key(), change.json());
            }
        }
    }

    /** Space is held for a pod; nothing is done where it is held so already. */
    void held(String uid, PodSpec spec, byte[] json, Held held) {
        if (!isHeldSo(uid, held)) {
            live.hold(uid, spec, held.slot(), held.devices(), held.until(), held.nominated());
        }
        pods.put(uid, json);
    }

    private boolean isHeldSo(String uid, Held held) {
        ResidentVisitor.@Nullable Place place = live.isHeld(uid) ? live.place(uid) : null;
        return place != null
                && live.slot(uid) == held.slot()
                && place.devices() == held.devices()
                && place.until() == held.until()
                && place.nominated() == held.nominated();
    }

    void remember(String uid, byte[] json) {
        pods.put(uid, json);
    }

    /** A pod was asked about that the API server has not told of yet. */
    void asked(String uid, byte[] json) {
        if (!waiting.containsKey(uid) && (!live.knows(uid) || live.isHeld(uid))) {
            waiting.put(uid, new Waiting(json, podList));
        }
    }

    void unheld(String uid) {
        live.unhold(uid);
        pods.remove(uid);
    }

    void released(String uid) {
        applier.release(uid);
        pods.remove(uid);
    }

    void extended(String uid, long until) {
        live.extend(uid, until);
    }

    // As a snapshot says it.

    void restoreNode(int slot, byte[] json, boolean told) {
        NodeSpec node = meaning.devices().node(ApiObjects.node(json));
        live.restoreNode(slot, node, told);
        nodes.put(node.name(), json);
    }

    void restorePod(ResidentVisitor.Place place, byte[] json) {
        Pod pod = ApiObjects.pod(json);
        PodSpec spec = place.until() != 0
                ? meaning.asked(pod).spec()
                : meaning.devices().pod(PodConverter.bound(pod));
        live.restorePod(place, spec, place.until() != 0 ? PodTable.NOT_STARTED : Disruptions.startMillis(pod));
        pods.put(place.uid(), json);
    }

    void restoreWaiting(String uid, byte[] json, boolean told) {
        waiting.put(uid, new Waiting(json, told ? podList : podList - 1));
    }

    void restoreObject(String kind, HasMetadata object, byte[] json) {
        objects.computeIfAbsent(kind, any -> new TreeMap<>()).put(Documents.key(object), json);
    }

    /**
     * A pod that is known.
     *
     * @param uid its UID
     * @param object the pod, which is the caller's
     * @param node where it is or is held; null for nowhere
     * @param held whether it is held and not confirmed
     */
    public record Kept(String uid, Pod object, @Nullable String node, boolean held) {}

    /** The pod of a name, whether it holds space or waits; null when there is none. O(bytes of all pods). */
    public @Nullable Kept find(String namespace, String name) {
        byte[] named = ("\"name\":\"" + name + "\"").getBytes(StandardCharsets.UTF_8);
        for (Map.Entry<String, byte[]> each : pods.entrySet()) {
            @Nullable Kept found = kept(each.getKey(), each.getValue(), named, namespace, name);
            if (found != null) {
                return found;
            }
        }
        for (Map.Entry<String, Waiting> each : waiting.entrySet()) {
            @Nullable Kept found = kept(each.getKey(), each.getValue().json(), named, namespace, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Kept kept(String uid, byte[] json, byte[] named, String namespace, String name) {
        if (!ApiObjects.contains(json, named)) {
            return null;
        }
        Pod pod = ApiObjects.pod(json);
        @Nullable String given = pod.getMetadata().getNamespace();
        if (!name.equals(pod.getMetadata().getName()) || !namespace.equals(given == null ? "default" : given)) {
            return null;
        }
        int slot = live.slot(uid);
        return new Kept(uid, pod, slot < 0 ? null : live.cluster().nodes().name(slot), live.isHeld(uid));
    }

    /** All objects as a List of Kubernetes. A pod that is held on a node waits and is nominated for it. */
    public byte[] list() {
        JsonBytes out = new JsonBytes(1 << 16);
        out.raw("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[");
        int empty = out.size();
        live.describe(new ResidentVisitor() {
            @Override
            public void node(int slot, String name, boolean told) {
                item(nodeJson(name), empty, out);
            }

            @Override
            public void pod(Place place) {
                byte[] json = podJson(place.uid());
                item(place.until() == 0 ? json : ApiObjects.nominated(json, place.node()), empty, out);
            }
        });
        waiting.forEach((uid, pod) -> {
            if (!pods.containsKey(uid)) {
                item(pod.json(), empty, out);
            }
        });
        objects((kind, json) -> item(json, empty, out));
        out.raw("]}\n");
        return out.toByteArray();
    }

    private static void item(byte[] json, int empty, JsonBytes out) {
        if (out.size() > empty) {
            out.mark(',');
        }
        out.raw(json, 0, json.length);
    }

    // What snapshots are written of.

    /** Is told objects. */
    interface ObjectVisitor {
        void object(String kind, byte[] json);
    }

    byte[] nodeJson(String name) {
        return require(nodes.get(name), name);
    }

    byte[] podJson(String uid) {
        return require(pods.get(uid), uid);
    }

    /** Is told pods that wait, and whether the list that is being told, or was told last, has them. */
    interface WaitingVisitor {
        void pod(String uid, byte[] json, boolean told);
    }

    void waitingTold(WaitingVisitor visitor) {
        waiting.forEach((uid, pod) -> visitor.pod(uid, pod.json(), pod.list() == podList));
    }

    void objects(ObjectVisitor visitor) {
        objects.forEach((kind, all) -> all.values().forEach(json -> visitor.object(kind, json)));
    }

    private static byte[] require(byte @Nullable [] json, String key) {
        if (json == null) {
            throw new IllegalStateException("The object (%s) of the live cluster must have been kept.%n".formatted(key)
                    + "Maybe it came without its object: this is a defect of Plimsoll, please report it.");
        }
        return json;
    }
}
