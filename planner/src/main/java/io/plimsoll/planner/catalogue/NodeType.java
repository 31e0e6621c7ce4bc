package io.plimsoll.planner.catalogue;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.Taint;
import io.plimsoll.kubernetes.model.NodeObjects;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Nodes that are all alike but for their zone. Immutable.
 *
 * @param name unique in the catalogue
 * @param capacity what the machine has
 * @param allocatable what of it pods may use: capacity less what kubelet and system keep
 * @param priceMicros what a node costs an hour, in millionths of the currency
 * @param zones where it can be bought, at least one; an empty text where zones play no part
 * @param labels of its nodes, apart from those of zone, type and host name
 * @param taints of its nodes
 * @param gpuModel the model of its GPUs, as pods of traces ask for; empty when it is not known
 * @param least how many there must be at least, over all zones
 * @param most how many there may be, over all zones
 */
public record NodeType(
        String name,
        Resources capacity,
        Resources allocatable,
        long priceMicros,
        List<String> zones,
        SortedMap<String, String> labels,
        List<Taint> taints,
        String gpuModel,
        int least,
        int most) {

    /** The label with the zone of a node. */
    public static final String ZONE = "topology.kubernetes.io/zone";

    /** The label with the type of a node. */
    public static final String TYPE = "node.kubernetes.io/instance-type";

    /** The label with the name of a node. */
    public static final String HOST_NAME = "kubernetes.io/hostname";

    /** There is no limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Copies its arguments. */
    public NodeType {
        zones = List.copyOf(zones);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        taints = List.copyOf(taints);
    }

    /** A node of this type, as it joins a cluster: ready, with the labels that every node has. */
    public NodeSpec node(String nodeName, String zone) {
        TreeMap<String, String> all = new TreeMap<>(labels);
        all.put(TYPE, name);
        all.put(HOST_NAME, nodeName);
        all.putIfAbsent("kubernetes.io/os", "linux");
        all.putIfAbsent("kubernetes.io/arch", "amd64");
        if (!zone.isEmpty()) {
            all.put(ZONE, zone);
        }
        NodeSpec node = NodeSpec.of(nodeName, allocatable).withLabels(all).withTaints(taints);
        if (gpuModel.isEmpty()) {
            return node;
        }
        int gpus = (int)
                allocatable.scalars().getOrDefault(NodeObjects.DEVICES, 0L).longValue();
        return node.withDevices(Collections.nCopies(gpus, DeviceSpec.whole(gpuModel)));
    }
}
