package io.plimsoll.traces.generate;

import io.plimsoll.core.model.DeviceRequest;
import org.jspecify.annotations.Nullable;

/**
 * One class of the pods of a source.
 *
 * @param cpuMilli what they request of the CPU, in thousandths
 * @param memoryBytes what they request of the memory
 * @param devices what they request of devices
 * @param coupling how cpu, memory, devices and lifetime are correlated, in this order; null when they are not
 * @param lifetime how long they run
 * @param priority their priorities
 */
record SourceClass(
        Choice<Long> cpuMilli,
        Choice<Long> memoryBytes,
        Choice<DeviceRequest> devices,
        @Nullable Coupling coupling,
        Lifetime lifetime,
        Choice<Integer> priority) {

    static final int CPU = 0;
    static final int MEMORY = 1;
    static final int DEVICES = 2;
    static final int LIFETIME = 3;
    static final int QUANTITIES = 4;

    /** The point of a quantity, correlated with those of the quantities before it where that is wanted. */
    double point(int quantity, double[] points) {
        return coupling == null ? points[quantity] : coupling.point(quantity, points);
    }
}
