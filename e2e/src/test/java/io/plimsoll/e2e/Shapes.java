package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plain nodes and pods, to be changed by tests as they need. */
final class Shapes {

    static final String ZONE = "topology.kubernetes.io/zone";
    static final String HOST = "kubernetes.io/hostname";

    private Shapes() {}

    /** A node that is ready, with 110 places for pods and these amounts. */
    static Node node(String name, String zone, Map<String, String> amounts) {
        Map<String, Quantity> has = quantities(amounts);
        has.putIfAbsent("pods", new Quantity("110"));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(HOST, name)
                .addToLabels(ZONE, zone)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withCapacity(has)
                .withAllocatable(has)
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }

    /** Nodes {@code node-00} and so on of equal amounts, in turn in three zones. */
    static List<Node> nodes(int count, String cpu, String memory) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(node("node-%02d".formatted(i), "zone-" + i % 3, Map.of("cpu", cpu, "memory", memory)));
        }
        return nodes;
    }

    /** A pod of one container. */
    static Pod pod(String name, Map<String, String> requests) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(1L)
                .addNewContainer()
                .withName("main")
                .withImage("registry.example/main:1")
                .withNewResources()
                .withRequests(quantities(requests))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    /** A pod of one container that asks for so much CPU. */
    static Pod pod(String name, String cpu) {
        return pod(name, Map.of("cpu", cpu, "memory", "128Mi"));
    }

    static Map<String, Quantity> quantities(Map<String, String> amounts) {
        Map<String, Quantity> quantities = new TreeMap<>();
        amounts.forEach((name, amount) -> quantities.put(name, new Quantity(amount)));
        return quantities;
    }
}
