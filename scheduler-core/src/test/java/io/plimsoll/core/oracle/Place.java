package io.plimsoll.core.oracle;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;

/** One node with the pods on it, and what they leave. */
final class Place {

    final int slot;
    final NodeSpec spec;
    final List<PodSpec> pods = new ArrayList<>();
    /** What is left of every device, in thousandths; negative when overcommitted. */
    final int[] deviceFree;

    Place(int slot, NodeSpec spec) {
        this.slot = slot;
        this.spec = spec;
        this.deviceFree = new int[spec.devices().size()];
        for (int i = 0; i < deviceFree.length; i++) {
            deviceFree[i] = spec.devices().get(i).capacityMilli();
        }
    }

    void seat(PodSpec pod, long devices) {
        pods.add(pod);
        for (int i = 0; i < deviceFree.length; i++) {
            if ((devices >>> i & 1) == 1) {
                deviceFree[i] -= pod.devices().milliPerDevice();
            }
        }
    }

    /** What is left of a resource; negative when overcommitted. */
    long free(String resource) {
        long free = amount(spec.allocatable(), resource);
        for (PodSpec pod : pods) {
            free -= amount(pod.requests(), resource);
        }
        return free;
    }

    long offered(String resource) {
        return amount(spec.allocatable(), resource);
    }

    long devicesFree() {
        return IntStream.of(deviceFree).sum();
    }

    long devicesOffered() {
        return spec.devices().stream().mapToInt(DeviceSpec::capacityMilli).sum();
    }

    boolean unused(int device) {
        return deviceFree[device] == spec.devices().get(device).capacityMilli();
    }

    String model(int device) {
        return spec.devices().get(device).model();
    }

    static long amount(Resources resources, String resource) {
        return switch (resource) {
            case "cpu" -> resources.cpuMilli();
            case "memory" -> resources.memoryBytes();
            case "ephemeral-storage" -> resources.ephemeralStorageBytes();
            case "pods" -> resources.pods();
            default -> resources.scalars().getOrDefault(resource, 0L);
        };
    }

    static void eachAmount(Resources resources, ObjLongConsumer<String> action) {
        for (String resource : List.of("cpu", "memory", "ephemeral-storage", "pods")) {
            action.accept(resource, amount(resources, resource));
        }
        resources.scalars().forEach(action::accept);
    }
}
