package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.Taint;
import java.util.Map;
import java.util.TreeMap;

/** Nodes that exist in the core's model only, as a cluster would show them. */
public final class NodeObjects {

    /** What whole devices are called in a cluster whose nodes offer them by number. */
    public static final String DEVICES = "nvidia.com/gpu";

    private static final String HOST_NAME = "kubernetes.io/hostname";

    private NodeObjects() {}

    /** The node, with the label of its host name and its taints; its devices are an extended resource. */
    public static Node of(NodeSpec node) {
        Resources allocatable = node.allocatable();
        Map<String, Quantity> amounts = new TreeMap<>();
        amounts.put(Amounts.CPU, new Quantity(allocatable.cpuMilli() + "m"));
        amounts.put(Amounts.MEMORY, new Quantity(Long.toString(allocatable.memoryBytes())));
        amounts.put("ephemeral-storage", new Quantity(Long.toString(allocatable.ephemeralStorageBytes())));
        amounts.put("pods", new Quantity(Long.toString(allocatable.pods())));
        allocatable.scalars().forEach((name, amount) -> amounts.put(name, new Quantity(Long.toString(amount))));
        if (!node.devices().isEmpty()) {
            amounts.put(DEVICES, new Quantity(Integer.toString(node.devices().size())));
        }
        Map<String, String> labels = new TreeMap<>(node.labels());
        labels.putIfAbsent(HOST_NAME, node.name());
        return new NodeBuilder()
                .withNewMetadata()
                .withName(node.name())
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withUnschedulable(node.unschedulable() ? true : null)
                .withTaints(node.taints().stream().map(NodeObjects::taint).toList())
                .endSpec()
                .withNewStatus()
                .withAllocatable(amounts)
                .endStatus()
                .build();
    }

    private static io.fabric8.kubernetes.api.model.Taint taint(Taint taint) {
        String effect = switch (taint.effect()) {
            case NO_SCHEDULE -> "NoSchedule";
            case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
            case NO_EXECUTE -> "NoExecute";
        };
        return new io.fabric8.kubernetes.api.model.Taint(
                effect, taint.key(), null, taint.value().isEmpty() ? null : taint.value());
    }
}
