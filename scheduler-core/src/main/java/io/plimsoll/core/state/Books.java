package io.plimsoll.core.state;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import java.util.List;

/**
 * Keeps columns, sums and counters in step when a node or a pod comes, goes or changes. What is asked of the outside world
 * is checked before anything changes; what undoes a trial is not.
 */
final class Books {

    private final NodeTable nodes;
    private final PodTable pods;
    private final Dimensions dimensions;
    private final DeviceModels deviceModels;
    private final Images images;
    private final Topology topology;
    private final ClaimUses claimUses;
    private final Totals totals;

    Books(
            NodeTable nodes,
            PodTable pods,
            Dimensions dimensions,
            DeviceModels deviceModels,
            Images images,
            Topology topology,
            ClaimUses claimUses,
            Totals totals) {
        this.nodes = nodes;
        this.pods = pods;
        this.dimensions = dimensions;
        this.deviceModels = deviceModels;
        this.images = images;
        this.topology = topology;
        this.claimUses = claimUses;
        this.totals = totals;
    }

    /** Puts a node into a free slot. */
    void addNode(int node, NodeSpec spec) {
        long[] amounts = dimensions.amounts(spec.allocatable());
        int[] models = models(spec);
        totals.requireRoomFor(amounts, new long[amounts.length]);
        nodes.add(node, spec, amounts, models);
        images.node(spec.images().keySet(), 1);
        totals.node(amounts, nodes.deviceCapacityTotal(node), 1);
        topology.node(node, spec);
    }

    /** Empties the slot of a node, which must be without pods. */
    void removeNode(int node) {
        NodeSpec spec = nodes.spec(node);
        if (nodes.podCount(node) > 0) {
            throw new IllegalArgumentException(
                    "The node (%s) to remove must not have pods (%d).%n".formatted(spec.name(), nodes.podCount(node))
                            + "Maybe they should be unbound first.");
        }
        totals.node(dimensions.amounts(spec.allocatable()), nodes.deviceCapacityTotal(node), -1);
        topology.node(node, null);
        images.node(spec.images().keySet(), -1);
        nodes.remove(node);
    }

    /** Changes a node's description; its name and the devices in use must stay. */
    void describeNode(int node, NodeSpec spec) {
        NodeSpec old = nodes.spec(node);
        if (!old.name().equals(spec.name())) {
            throw new IllegalArgumentException(
                    "The name (%s) of node (%s) must not change.%n".formatted(spec.name(), old.name())
                            + "Maybe one node was removed and another added.");
        }
        requireUsedDevicesStay(node, old, spec);
        long[] amounts = dimensions.amounts(spec.allocatable());
        // Asked for second, it has the dimensions that came with the new amounts, too.
        long[] before = dimensions.amounts(old.allocatable());
        int[] models = models(spec);
        totals.requireRoomFor(amounts, before);
        totals.node(before, nodes.deviceCapacityTotal(node), -1);
        images.node(old.images().keySet(), -1);
        images.node(spec.images().keySet(), 1);
        nodes.describe(node, spec, amounts, models);
        totals.node(amounts, nodes.deviceCapacityTotal(node), 1);
        topology.node(node, spec);
    }

    /** Puts a waiting pod on a node, with as many of its devices as its class asks for. */
    void bind(int pod, int node, long deviceBits) {
        PodClass podClass = pods.podClass(pod);
        if (pods.node(pod) != PodTable.NONE) {
            throw new IllegalArgumentException(
                    "The pod (%s) to bind must be waiting.%n".formatted(pods.name(pod)) + "Maybe it was bound before.");
        }
        int devices = nodes.exists(node) ? nodes.deviceCount(node) : 0;
        boolean known = devices == Long.SIZE || deviceBits >>> devices == 0;
        if (!nodes.exists(node) || Long.bitCount(deviceBits) != podClass.deviceCount() || !known) {
            throw new IllegalArgumentException("The devices (%s) of pod (%s) must be %d of the %d of node slot %d.%n"
                            .formatted(
                                    Long.toBinaryString(deviceBits),
                                    pods.name(pod),
                                    podClass.deviceCount(),
                                    devices,
                                    node)
                    + "Maybe the decision was made for another node.");
        }
        totals.requireRoomFor(podClass);
        place(pod, podClass, node, deviceBits);
        pods.link(pod, node, deviceBits);
    }

    /** Takes a pod off its node. */
    void takeOff(int pod) {
        int node = pods.node(pod);
        PodClass podClass = pods.podClass(pod);
        totals.pod(podClass, -1);
        nodes.pod(node, podClass, pods.devices(pod), -1);
        if (nodes.podCount(node) == 0) {
            totals.emptyNode(1);
        }
        topology.pod(pod, node, -1);
        claimUses.pod(podClass, -1);
        pods.unlink(pod);
    }

    /** Puts a pod back where it was among the pods of its node. */
    void putBack(int pod, int node, long deviceBits, int next, int previous) {
        place(pod, pods.podClass(pod), node, deviceBits);
        pods.relink(pod, node, deviceBits, next, previous);
    }

    private void place(int pod, PodClass podClass, int node, long deviceBits) {
        totals.pod(podClass, 1);
        if (nodes.podCount(node) == 0) {
            totals.emptyNode(-1);
        }
        nodes.pod(node, podClass, deviceBits, 1);
        topology.pod(pod, node, 1);
        claimUses.pod(podClass, 1);
    }

    private int[] models(NodeSpec spec) {
        List<DeviceSpec> devices = spec.devices();
        int[] models = new int[devices.size()];
        for (int i = 0; i < models.length; i++) {
            models[i] = deviceModels.intern(devices.get(i).model());
        }
        return models;
    }

    private void requireUsedDevicesStay(int node, NodeSpec old, NodeSpec spec) {
        for (int i = 0; i < old.devices().size(); i++) {
            boolean used = nodes.deviceFree(node, i) < nodes.deviceCapacity(node, i);
            DeviceSpec now = i < spec.devices().size() ? spec.devices().get(i) : null;
            if (used && !old.devices().get(i).equals(now)) {
                throw new IllegalArgumentException(
                        "The device (%d) of node (%s) must stay as it is while pods use it.%n".formatted(i, old.name())
                                + "Maybe its pods should be unbound first.");
            }
        }
    }
}
