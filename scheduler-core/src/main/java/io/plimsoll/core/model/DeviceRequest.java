package io.plimsoll.core.model;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a pod asks of a node's devices (GPUs): nothing, a share of one device, or a number of whole devices of one model.
 *
 * @param count number of devices, 0..64; 0 asks for none
 * @param milliPerDevice thousandths of each device; 1..1000, and 1000 when {@code count} is above one; 0 when
 *     {@code count} is 0
 * @param models the models the pod accepts; empty accepts any
 */
public record DeviceRequest(int count, int milliPerDevice, SortedSet<String> models) {

    /** The largest number of devices on a node. */
    public static final int MAX_DEVICES = 64;

    /** Asks for no device. */
    public static final DeviceRequest NONE = new DeviceRequest(0, 0, new TreeSet<>());

    /** @throws IllegalArgumentException when the numbers do not belong together */
    public DeviceRequest {
        Require.range("device count", count, 0, MAX_DEVICES, "the request was meant for several pods.");
        if (count == 0) {
            Require.range("share of a pod without devices", milliPerDevice, 0, 0, "the device count is missing.");
        } else {
            int least = count == 1 ? 1 : DeviceSpec.WHOLE;
            Require.range(
                    count == 1 ? "share of a device" : "share of each of several devices",
                    milliPerDevice,
                    least,
                    DeviceSpec.WHOLE,
                    "several devices were asked for with a share: a share is of one device only.");
        }
        models = Collections.unmodifiableSortedSet(new TreeSet<>(count == 0 ? Set.of() : models));
    }

    /** A share of one device, in thousandths, of any of the models (any model when empty). */
    public static DeviceRequest share(int milli, Set<String> models) {
        return new DeviceRequest(1, milli, new TreeSet<>(models));
    }

    /** A number of whole devices of one of the models (any model when empty). */
    public static DeviceRequest whole(int count, Set<String> models) {
        return new DeviceRequest(count, count == 0 ? 0 : DeviceSpec.WHOLE, new TreeSet<>(models));
    }

    /** Thousandths of devices asked for in total. */
    public int totalMilli() {
        return count * milliPerDevice;
    }

    /** Whether this asks for a part of one device, so that others may use the rest of it. */
    public boolean isShare() {
        return count == 1 && milliPerDevice < DeviceSpec.WHOLE;
    }
}
