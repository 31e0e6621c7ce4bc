package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.ContainerImage;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.Taint.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Nodes as the core knows them. */
public final class NodeConverter {

    private NodeConverter() {}

    /** The node. Without allocatable amounts its capacity is allocatable, as the API server has it. */
    public static NodeSpec convert(Node node) {
        @Nullable Map<String, Quantity> amounts = null;
        List<ContainerImage> pulled = List.of();
        if (node.getStatus() != null) {
            amounts = node.getStatus().getAllocatable();
            boolean given = amounts != null && !amounts.isEmpty();
            amounts = given ? amounts : node.getStatus().getCapacity();
            pulled = node.getStatus().getImages();
        }
        Map<String, Long> images = new TreeMap<>();
        for (ContainerImage image : pulled) {
            @Nullable Long size = image.getSizeBytes();
            image.getNames().forEach(name -> images.put(name, size == null ? 0 : size));
        }
        List<Taint> taints = new ArrayList<>();
        boolean cordoned = false;
        if (node.getSpec() != null) {
            cordoned = Boolean.TRUE.equals(node.getSpec().getUnschedulable());
            for (io.fabric8.kubernetes.api.model.Taint taint : node.getSpec().getTaints()) {
                @Nullable Effect effect = effect(taint.getEffect());
                if (effect != null) {
                    taints.add(new Taint(taint.getKey(), orEmpty(taint.getValue()), effect));
                }
            }
        }
        return NodeSpec.of(node.getMetadata().getName(), Amounts.of(amounts).resources())
                .withLabels(orEmpty(node.getMetadata().getLabels()))
                .withUnschedulable(cordoned)
                .withTaints(taints)
                .withImages(images);
    }

    static @Nullable Effect effect(@Nullable String text) {
        return switch (orEmpty(text)) {
            case "NoSchedule" -> Effect.NO_SCHEDULE;
            case "PreferNoSchedule" -> Effect.PREFER_NO_SCHEDULE;
            case "NoExecute" -> Effect.NO_EXECUTE;
            default -> null;
        };
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
