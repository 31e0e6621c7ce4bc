package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.Node;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.kubernetes.model.NodeConverter;
import java.util.function.Consumer;

/** Nodes as events. */
final class NodeSink implements Sink<Node> {

    private final Consumer<ClusterEvent> events;
    private final DeviceNames devices;

    NodeSink(Consumer<ClusterEvent> events, DeviceNames devices) {
        this.events = events;
        this.devices = devices;
    }

    @Override
    public void listing() {
        events.accept(new ClusterEvent.NodesListing());
    }

    @Override
    public void seen(Node node) {
        events.accept(new ClusterEvent.NodeSeen(devices.node(NodeConverter.convert(node))));
    }

    @Override
    public void gone(Node node) {
        events.accept(new ClusterEvent.NodeGone(node.getMetadata().getName()));
    }

    @Override
    public void listed() {
        events.accept(new ClusterEvent.NodesListed());
    }
}
