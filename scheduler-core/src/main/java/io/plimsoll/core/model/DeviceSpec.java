package io.plimsoll.core.model;

/**
 * One device (GPU) of a node.
 *
 * @param model model name, for example {@code V100M16}; compared exactly
 * @param capacityMilli what the device offers in thousandths of a whole device, 1..1000; a smaller capacity is a device
 *     of which a part is reserved, and it can serve shares only
 */
public record DeviceSpec(String model, int capacityMilli) {

    /** The thousandths of a whole device. */
    public static final int WHOLE = 1000;

    /** @throws IllegalArgumentException when the model is empty or the capacity is not in 1..1000 */
    public DeviceSpec {
        Require.text("device model", model);
        Require.range("device capacity", capacityMilli, 1, WHOLE, "it was given in another unit than thousandths.");
    }

    /** A whole device of the model. */
    public static DeviceSpec whole(String model) {
        return new DeviceSpec(model, WHOLE);
    }
}
