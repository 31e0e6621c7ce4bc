package io.plimsoll.traces.summary;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;

/** What a summary tells of. */
enum Resource {
    CPU("cpu", "milli"),
    MEMORY("memory", "bytes"),
    GPU("gpu", "milli"),
    PODS("pods", "count");

    private final String word;
    private final String unit;

    Resource(String word, String unit) {
        this.word = word;
        this.unit = unit;
    }

    String word() {
        return word;
    }

    String unit() {
        return unit;
    }

    long of(PodSpec pod) {
        return switch (this) {
            case CPU -> pod.requests().cpuMilli();
            case MEMORY -> pod.requests().memoryBytes();
            case GPU -> pod.devices().totalMilli();
            case PODS -> 1;
        };
    }

    long of(NodeSpec node) {
        return switch (this) {
            case CPU -> node.allocatable().cpuMilli();
            case MEMORY -> node.allocatable().memoryBytes();
            case GPU -> devices(node);
            case PODS -> node.allocatable().pods();
        };
    }

    private static long devices(NodeSpec node) {
        long milli = 0;
        for (DeviceSpec device : node.devices()) {
            milli += device.capacityMilli();
        }
        return milli;
    }
}
