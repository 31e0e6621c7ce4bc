package io.plimsoll.core.state;

import java.util.Arrays;

/**
 * Sums over all nodes: what they offer and what is in use, by dimension, and the same of devices in thousandths. Kept
 * current by the cluster; an addition that does not fit a {@code long} is refused with an {@link ArithmeticException}
 * before anything changes.
 */
public final class Totals {

    private long[] allocatable = new long[0];
    private long[] used = new long[0];
    private long deviceCapacityMilli;
    private long deviceUsedMilli;
    private int nodes;
    private int emptyNodes;
    private int boundPods;

    Totals() {}

    /** What all nodes together offer in a dimension. */
    public long allocatable(int dimension) {
        return dimension < allocatable.length ? allocatable[dimension] : 0;
    }

    /** What the pods on all nodes use of a dimension. */
    public long used(int dimension) {
        return dimension < used.length ? used[dimension] : 0;
    }

    /** Thousandths of devices on all nodes. */
    public long deviceCapacityMilli() {
        return deviceCapacityMilli;
    }

    /** Thousandths of devices in use. */
    public long deviceUsedMilli() {
        return deviceUsedMilli;
    }

    /** Number of nodes. */
    public int nodes() {
        return nodes;
    }

    /** Number of nodes without pods. */
    public int emptyNodes() {
        return emptyNodes;
    }

    /** Number of pods on nodes. */
    public int boundPods() {
        return boundPods;
    }

    /** @throws ArithmeticException when a sum would overflow with one node in the place of another */
    void requireRoomFor(long[] coming, long[] leaving) {
        for (int d = 0; d < coming.length; d++) {
            Math.addExact(allocatable(d) - leaving[d], coming[d]);
        }
    }

    /** @throws ArithmeticException when a sum would overflow */
    void requireRoomFor(PodClass pod) {
        for (int d = 0; d < pod.dimensions(); d++) {
            Math.addExact(used(d), pod.request(d));
        }
    }

    /** Adds or, with {@code sign} -1, removes what a node without pods offers. */
    void node(long[] amounts, long deviceMilli, int sign) {
        grow(amounts.length);
        for (int d = 0; d < amounts.length; d++) {
            allocatable[d] += sign * amounts[d];
        }
        deviceCapacityMilli += sign * deviceMilli;
        nodes += sign;
        emptyNodes += sign;
    }

    /** Adds or, with {@code sign} -1, removes what a pod uses. */
    void pod(PodClass pod, int sign) {
        int dimensions = pod.dimensions();
        grow(dimensions);
        for (int d = 0; d < dimensions; d++) {
            used[d] += sign * pod.request(d);
        }
        deviceUsedMilli += (long) sign * pod.deviceCount() * pod.deviceMilli();
        boundPods += sign;
    }

    void emptyNode(int change) {
        emptyNodes += change;
    }

    private void grow(int dimensions) {
        if (used.length < dimensions) {
            used = Arrays.copyOf(used, dimensions);
            allocatable = Arrays.copyOf(allocatable, dimensions);
        }
    }

    boolean sameAs(Totals other) {
        int dimensions = Math.max(used.length, other.used.length);
        for (int d = 0; d < dimensions; d++) {
            if (used(d) != other.used(d) || allocatable(d) != other.allocatable(d)) {
                return false;
            }
        }
        return deviceCapacityMilli == other.deviceCapacityMilli
                && deviceUsedMilli == other.deviceUsedMilli
                && nodes == other.nodes
                && emptyNodes == other.emptyNodes
                && boundPods == other.boundPods;
    }
}
