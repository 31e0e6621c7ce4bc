package io.plimsoll.traces.format;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says rows of openb lists in the words of the model; equal requests become one object. */
final class OpenbModel {

    private static final long BYTES_PER_MIB = 1L << 20;

    private final Interner<Resources> resources = new Interner<>();
    private final Map<DeviceKey, DeviceRequest> devices = new HashMap<>();
    private final Interner<DeviceRequest> distinctDevices = new Interner<>();

    /** What a row says of its GPUs. */
    private record DeviceKey(int gpus, int gpuMilli, String gpuSpec) {}

    NodeSpec node(OpenbNode row) {
        SortedMap<String, String> labels = new TreeMap<>();
        if (row.gpus() > 0) {
            labels.put(Openb.MODEL_LABEL, row.model());
        }
        Resources allocatable = resources.intern(
                Resources.allocatable(row.cpuMilli(), row.memoryMib() * BYTES_PER_MIB, Openb.PODS_PER_NODE));
        return new NodeSpec(row.name(), allocatable, labels, row.devices(), false);
    }

    PodSpec pod(OpenbPod row) {
        Resources requests = resources.intern(Resources.request(row.cpuMilli(), row.memoryMib() * BYTES_PER_MIB));
        Map<String, String> labels = row.qos().isEmpty() ? Map.of() : Map.of(Openb.QOS_LABEL, row.qos());
        return PodSpec.named(row.name())
                .withRequests(requests)
                .withDevices(request(row))
                .withLabels(labels);
    }

    private DeviceRequest request(OpenbPod row) {
        return devices.computeIfAbsent(
                new DeviceKey(row.gpus(), row.gpuMilli(), row.gpuSpec()), key -> distinctDevices.intern(row.devices()));
    }
}
