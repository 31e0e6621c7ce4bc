package io.plimsoll.extender.wire;

import io.plimsoll.core.model.DeviceRequest;

/**
 * Devices of a node as bits of their indexes, and as text: indexes in rising order, joined by {@code -}, as in {@code 0-3}.
 */
public final class DeviceBits {

    private DeviceBits() {}

    /** The text of some devices; empty for none. */
    public static String text(long bits) {
        StringBuilder text = new StringBuilder();
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            text.append(text.isEmpty() ? "" : "-").append(Long.numberOfTrailingZeros(rest));
        }
        return text.toString();
    }

    /** The devices of a text; 0 when it is not one of different indexes from 0 to 63. */
    public static long parse(String text) {
        long bits = 0;
        if (text.isEmpty()) {
            return 0;
        }
        for (String part : text.split("-", -1)) {
            boolean number = part.matches("[0-9]{1,2}");
            int index = number ? Integer.parseInt(part) : DeviceRequest.MAX_DEVICES;
            if (index >= DeviceRequest.MAX_DEVICES || (bits >>> index & 1) != 0) {
                return 0;
            }
            bits |= 1L << index;
        }
        return bits;
    }
}
