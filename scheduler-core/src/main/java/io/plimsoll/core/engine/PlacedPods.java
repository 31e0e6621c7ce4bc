package io.plimsoll.core.engine;

import io.plimsoll.core.state.PodTable;
import java.util.Arrays;

/** Pods, and where each of them is or was. */
final class PlacedPods {

    private int[] pods = new int[16];
    private int[] nodes = new int[16];
    private long[] devices = new long[16];
    private int count;

    /** Forgets all. */
    void clear() {
        count = 0;
    }

    /** Adds a pod that is on a node now. */
    void add(int pod, PodTable table) {
        if (count == pods.length) {
            pods = Arrays.copyOf(pods, 2 * count);
            nodes = Arrays.copyOf(nodes, 2 * count);
            devices = Arrays.copyOf(devices, 2 * count);
        }
        pods[count] = pod;
        nodes[count] = table.node(pod);
        devices[count++] = table.devices(pod);
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** A pod, {@code i < count()}. */
    int pod(int i) {
        return pods[i];
    }

    /** Its node. */
    int node(int i) {
        return nodes[i];
    }

    /** Its devices there, as bits of device indexes. */
    long devices(int i) {
        return devices[i];
    }

    /** Gives it others. */
    void setDevices(int i, long others) {
        devices[i] = others;
    }

    /** Whether a pod is among them. O(count). */
    boolean has(int pod) {
        for (int i = 0; i < count; i++) {
            if (pods[i] == pod) {
                return true;
            }
        }
        return false;
    }

    /** All pods. A copy. */
    int[] pods() {
        return Arrays.copyOf(pods, count);
    }

    /** Goes on with some of them alone, in this order. */
    void keep(int[] those, int many) {
        int[] oldPods = pods.clone();
        int[] oldNodes = nodes.clone();
        long[] oldDevices = devices.clone();
        for (int i = 0; i < many; i++) {
            pods[i] = oldPods[those[i]];
            nodes[i] = oldNodes[those[i]];
            devices[i] = oldDevices[those[i]];
        }
        count = many;
    }
}
