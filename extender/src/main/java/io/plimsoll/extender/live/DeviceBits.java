package io.plimsoll.extender.live;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;

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

    /**
     * What a pod that is on a node must be thought to take there: the devices that are said, or else those it accepts that have the
     * most left. Fewer than it asks for where the node has no more.
     */
    static long taken(Cluster cluster, PodSpec pod, int slot, long said) {
        int wanted = pod.devices().count();
        NodeTable nodes = cluster.nodes();
        int count = nodes.deviceCount(slot);
        boolean known = count == Long.SIZE || said >>> count == 0;
        if (wanted == 0 || (known && Long.bitCount(said) == wanted)) {
            return wanted == 0 ? 0 : said;
        }
        int[] free = new int[count];
        for (int i = 0; i < count; i++) {
            free[i] = nodes.deviceFree(slot, i);
        }
        PodClass podClass = cluster.template(pod).podClass();
        return nodes.mostFreeDevices(slot, podClass, free);
    }
}
