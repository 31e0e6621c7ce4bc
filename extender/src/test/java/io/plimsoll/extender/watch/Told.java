package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.ObjectChange;
import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.extender.wire.GroupNames;
import io.plimsoll.kubernetes.model.Disruptions;
import io.plimsoll.kubernetes.model.ObjectsConverter;
import io.plimsoll.kubernetes.model.PodGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a watch would tell, told by a test: the same sinks, without an API server. */
public final class Told {

    private static final PodEvents MEANING = new PodEvents(DeviceNames.DEFAULT, GroupNames.DEFAULT);

    private final Consumer<ClusterEvent> events;
    private final NodeSink nodes;
    private final PodSink pods;
    private final Map<String, Map<String, HasMetadata>> objects = new TreeMap<>();

    /** Tells somebody. */
    public Told(Consumer<ClusterEvent> events) {
        this.events = events;
        this.nodes = new NodeSink(events, DeviceNames.DEFAULT, true);
        this.pods = new PodSink(events, MEANING, true);
    }

    public void node(Node node) {
        nodes.seen(node);
    }

    public void nodeGone(Node node) {
        nodes.gone(node);
    }

    public void nodesListing() {
        nodes.listing();
    }

    public void nodesListed() {
        nodes.listed();
    }

    public void pod(Pod pod) {
        pods.seen(pod);
    }

    public void podGone(Pod pod) {
        pods.gone(pod);
    }

    public void podsListing() {
        pods.listing();
    }

    public void podsListed() {
        pods.listed();
    }

    /** What the watch answers when it reads a pod past all caches. */
    public ClusterEvent read(Pod pod) {
        return PodSink.documented(false, pod, MEANING);
    }

    /** An object that is neither node nor pod. */
    public void object(String kind, HasMetadata object) {
        objects.computeIfAbsent(kind, any -> new TreeMap<>()).put(Documents.key(object), object);
        tell(Documents.seen(false, kind, Documents.key(object), object));
    }

    public void objectGone(String kind, HasMetadata object) {
        objects.getOrDefault(kind, new TreeMap<>()).remove(Documents.key(object));
        tell(Documents.gone(kind, Documents.key(object), object));
    }

    private void tell(ObjectChange change) {
        List<HasMetadata> all = new ArrayList<>();
        objects.values().forEach(kind -> all.addAll(kind.values()));
        events.accept(new ClusterEvent.Documented(
                new ClusterEvent.ObjectsSeen(
                        ObjectsConverter.convert(all), Disruptions.budgets(all), PodGroups.described(all)),
                List.of(change)));
    }
}
