package io.plimsoll.core.policy;

import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;

/**
 * How full a node would be with one more pod of a class, in whole percent per resource and on average. What a node does not
 * offer does not count.
 */
final class AllocatedPercent {

    static final long MAXIMUM = 100;

    private final NodeTable nodes;
    private final long cpu;
    private final long memory;
    private final long devices;

    AllocatedPercent(PodClass podClass, NodeTable nodes) {
        this.nodes = nodes;
        this.cpu = podClass.request(Dimensions.CPU);
        this.memory = podClass.request(Dimensions.MEMORY);
        this.devices = podClass.deviceRequest().totalMilli();
    }

    /** The mean of the percentages that would be free. */
    long free(int node) {
        long offeredCpu = nodes.allocatable(Dimensions.CPU, node);
        long offeredMemory = nodes.allocatable(Dimensions.MEMORY, node);
        long offeredDevices = devices == 0 ? 0 : nodes.deviceCapacityTotal(node);
        long sum = percent(nodes.free(Dimensions.CPU, node) - cpu, offeredCpu)
                + percent(nodes.free(Dimensions.MEMORY, node) - memory, offeredMemory)
                + percent(nodes.deviceFreeTotal(node) - devices, offeredDevices);
        return mean(sum, offeredCpu, offeredMemory, offeredDevices);
    }

    /** The mean of the percentages that would be in use. */
    long used(int node) {
        long offeredCpu = nodes.allocatable(Dimensions.CPU, node);
        long offeredMemory = nodes.allocatable(Dimensions.MEMORY, node);
        long offeredDevices = devices == 0 ? 0 : nodes.deviceCapacityTotal(node);
        long sum = percent(offeredCpu - nodes.free(Dimensions.CPU, node) + cpu, offeredCpu)
                + percent(offeredMemory - nodes.free(Dimensions.MEMORY, node) + memory, offeredMemory)
                + percent(offeredDevices - nodes.deviceFreeTotal(node) + devices, offeredDevices);
        return mean(sum, offeredCpu, offeredMemory, offeredDevices);
    }

    /** More than all is all: an overcommitted node is full. */
    private static long percent(long amount, long offered) {
        return offered == 0 ? 0 : Math.max(0, Math.min(amount, offered)) * MAXIMUM / offered;
    }

    private static long mean(long sum, long cpu, long memory, long devices) {
        int resources = (cpu > 0 ? 1 : 0) + (memory > 0 ? 1 : 0) + (devices > 0 ? 1 : 0);
        return resources == 0 ? 0 : sum / resources;
    }
}
