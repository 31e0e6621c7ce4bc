package io.plimsoll.core.policy;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What counts as one of each resource when a policy compares cores with bytes and devices: the same for all nodes and for
 * the whole run, so that a node's score follows from the node alone. A resource of which it has nothing is not looked at;
 * neither is the number of pods, which is a limit and not something to pack. Of a node that has more than this, the surplus
 * is not seen.
 *
 * @param resources amounts by resource
 * @param deviceMilli devices, in thousandths
 */
public record ReferenceCapacity(Resources resources, long deviceMilli) {

    /** So many squares of shares can be added up. */
    private static final int MOST_SCALARS = 900;

    private static final long TEBIBYTE = 1L << 40;

    /** 128 cores, 1 TiB of memory and 8 devices: the largest node of the GPU cluster in Weng et al., USENIX ATC 2023. */
    public static final ReferenceCapacity DEFAULT =
            new ReferenceCapacity(Resources.allocatable(128_000, TEBIBYTE, 0), 8L * DeviceSpec.WHOLE);

    /** @throws IllegalArgumentException when there is nothing of anything, or more than can be added up */
    public ReferenceCapacity {
        if (deviceMilli < 0 || deviceMilli > Resources.MAX_QUANTITY) {
            throw new IllegalArgumentException("The devices (" + deviceMilli
                    + ") of the reference capacity must be between 0 and " + Resources.MAX_QUANTITY + " thousandths."
                    + System.lineSeparator() + "Maybe the sum over the cluster overflowed.");
        }
        if (resources.scalars().size() > MOST_SCALARS) {
            throw new IllegalArgumentException("The named scalars ("
                    + resources.scalars().size() + ") of the reference capacity must be at most " + MOST_SCALARS + "."
                    + System.lineSeparator() + "Maybe names of nodes were given as resources.");
        }
        resources = resources.withPods(0);
        if (resources.equals(Resources.NONE) && deviceMilli == 0) {
            throw new IllegalArgumentException("The reference capacity must have something of some resource."
                    + System.lineSeparator() + "Maybe it was taken from nodes that offer nothing.");
        }
    }

    /** The most that any of the nodes has, resource by resource; {@link #DEFAULT} when they have nothing. */
    public static ReferenceCapacity largestOf(Iterable<NodeSpec> nodes) {
        long cpu = 0;
        long memory = 0;
        long storage = 0;
        long devices = 0;
        SortedMap<String, Long> scalars = new TreeMap<>();
        for (NodeSpec node : nodes) {
            Resources offered = node.allocatable();
            cpu = Math.max(cpu, offered.cpuMilli());
            memory = Math.max(memory, offered.memoryBytes());
            storage = Math.max(storage, offered.ephemeralStorageBytes());
            offered.scalars().forEach((name, amount) -> scalars.merge(name, amount, Math::max));
            long here = 0;
            for (DeviceSpec device : node.devices()) {
                here += device.capacityMilli();
            }
            devices = Math.max(devices, here);
        }
        scalars.values().removeIf(amount -> amount == 0);
        Resources largest = new Resources(cpu, memory, storage, 0, scalars);
        return largest.equals(Resources.NONE) && devices == 0 ? DEFAULT : new ReferenceCapacity(largest, devices);
    }
}
