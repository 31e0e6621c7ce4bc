package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.Node;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.kubernetes.model.NodeConverter;
import java.util.List;
import java.util.function.Consumer;

/** Nodes as events. */
final class NodeSink implements Sink<Node> {

    /** What nodes are called where changes of objects are told. */
    static final String KIND = "nodes";

    private final Consumer<ClusterEvent> events;
    private final DeviceNames devices;
    private final boolean documented;
    private boolean listing;

    /** @param documented whether events come with the nodes themselves */
    NodeSink(Consumer<ClusterEvent> events, DeviceNames devices, boolean documented) {
        this.events = events;
        this.devices = devices;
        this.documented = documented;
    }

    @Override
    public void listing() {
        listing = true;
        events.accept(new ClusterEvent.NodesListing());
    }

    @Override
    public void seen(Node node) {
        ClusterEvent event = new ClusterEvent.NodeSeen(devices.node(NodeConverter.convert(node)));
        events.accept(
                documented
                        ? new ClusterEvent.Documented(
                                event, List.of(Documents.seen(listing, KIND, Documents.key(node), node)))
                        : event);
    }

    @Override
    public void gone(Node node) {
        ClusterEvent event = new ClusterEvent.NodeGone(node.getMetadata().getName());
        events.accept(
                documented
                        ? new ClusterEvent.Documented(event, List.of(Documents.gone(KIND, Documents.key(node), node)))
                        : event);
    }

    @Override
    public void listed() {
        listing = false;
        events.accept(new ClusterEvent.NodesListed());
    }
}
