package io.plimsoll.core.state;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a cluster in arrays by slot. A node's slot is its rank: of nodes that are otherwise equally
 * good the one in the lowest slot wins, so the order in which nodes are added is the order of ties. The slot of a removed
 * node is given to the next one added (lowest first); {@link #generation} tells the two apart.
 *
 * <p>Free amounts may be negative: a node can shrink below what its pods use, and pods placed by others can overcommit it.
 */
public final class NodeTable {

    private final Map<String, Integer> slotByName = new HashMap<>();
    private final BitSet used = new BitSet();
    /** Below this no slot is free, so that a million nodes are not searched for each one that joins. */
    private int mayBeFree;

    private @Nullable NodeSpec[] specs = new NodeSpec[64];
    private boolean[] unschedulable = new boolean[64];
    /** By node: generation, newest change. */
    private long[] stamps = new long[2 * 64];

    private int[] podCount = new int[64];
    private int dimensions = 4;
    /** By node and dimension, as is what is free: all of one node stands together, because changes hit random nodes. */
    private long[] allocatable = new long[dimensions * 64];

    private long[] free = new long[dimensions * 64];
    private final DeviceTable devices = new DeviceTable();
    private final NodeMarks marks = new NodeMarks();
    /** By node, CPU and memory; empty until some pod counts as more than it requests. */
    private long[] usualBeyond = new long[0];

    NodeTable() {
        marks.reserve(specs.length);
    }

    /** One more than the largest slot in use. */
    public int slots() {
        return used.length();
    }

    /** Number of nodes. */
    public int count() {
        return slotByName.size();
    }

    /** Whether there is a node in the slot. */
    public boolean exists(int node) {
        return node >= 0 && node < specs.length && specs[node] != null;
    }

    /** The slot of the node with this name, or -1. */
    public int find(String name) {
        @Nullable Integer slot = slotByName.get(name);
        return slot == null ? -1 : slot;
    }

    /** The node as it was described. */
    public NodeSpec spec(int node) {
        @Nullable NodeSpec spec = node >= 0 && node < specs.length ? specs[node] : null;
        if (spec == null) {
            throw new IllegalArgumentException(
                    "The node slot (%d) of this cluster must be one in use.%n".formatted(node)
                            + "Maybe the node was removed before.");
        }
        return spec;
    }

    /** The node's name. */
    public String name(int node) {
        return spec(node).name();
    }

    /** The number of the node's taints: nodes with the same taints, and no others, have the same. 0, 1, 2 ... */
    public int taintSet(int node) {
        return marks.taintSet(node);
    }

    /** The number of the node's images with their sizes, as {@link #taintSet}. */
    public int imageSet(int node) {
        return marks.imageSet(node);
    }

    /** Moves, rarely, when the numbers of lists of taints and images mean others than before. */
    public int marksEra() {
        return marks.era();
    }

    /** Whether the node takes no new pods. */
    public boolean unschedulable(int node) {
        return unschedulable[node];
    }

    /**
     * When, as a position of the change log, the slot got its present node or this node its present description. What a
     * reader of the log derived from the description before that position is out of date.
     */
    public long generation(int node) {
        return stamps[2 * node];
    }

    /** The position in the change log of the node's newest change of any kind. */
    public long lastChange(int node) {
        return stamps[2 * node + 1];
    }

    /** What the node offers of a dimension. */
    public long allocatable(int dimension, int node) {
        return dimension < dimensions ? allocatable[node * dimensions + dimension] : 0;
    }

    /** What is left of a dimension; negative when overcommitted. */
    public long free(int dimension, int node) {
        return dimension < dimensions ? free[node * dimensions + dimension] : 0;
    }

    /**
     * By how much the pods on a node count as more than they request where fullness is scored.
     *
     * @param dimension {@link Dimensions#CPU} or {@link Dimensions#MEMORY}
     */
    public long usualBeyondRequests(int dimension, int node) {
        int at = 2 * node + dimension;
        return at < usualBeyond.length ? usualBeyond[at] : 0;
    }

    /** Number of pods on the node. */
    public int podCount(int node) {
        return podCount[node];
    }

    /** Number of devices of the node. */
    public int deviceCount(int node) {
        return devices.count(node);
    }

    /** Thousandths of a device that are free. */
    public int deviceFree(int node, int device) {
        return devices.free(node, device);
    }

    /** What a device offers, in thousandths. */
    public int deviceCapacity(int node, int device) {
        return devices.capacity(node, device);
    }

    /** The number of a device's model. */
    public int deviceModel(int node, int device) {
        return devices.model(node, device);
    }

    /** The models of a node's devices as bits. */
    public long deviceModels(int node) {
        return devices.models(node);
    }

    /** Thousandths free on all devices of the node. */
    public int deviceFreeTotal(int node) {
        return devices.freeTotal(node);
    }

    /** Thousandths all devices of the node offer. */
    public int deviceCapacityTotal(int node) {
        return devices.capacityTotal(node);
    }

    /** Number of devices of a node that a class accepts, free or not. */
    public int acceptedDevices(int node, PodClass podClass) {
        int accepted = 0;
        for (int i = 0; i < devices.count(node); i++) {
            accepted += podClass.acceptsModel(devices.model(node, i)) ? 1 : 0;
        }
        return accepted;
    }

    /** {@link #mostFreeDevices(int, PodClass, int[])} of what is free now. */
    public long mostFreeDevices(int node, PodClass podClass) {
        int[] free = new int[devices.count(node)];
        for (int i = 0; i < free.length; i++) {
            free[i] = deviceFree(node, i);
        }
        return mostFreeDevices(node, podClass, free);
    }

    /**
     * The devices that a pod would take which is thought to be on a node without having been decided: of those it accepts the
     * ones with the most free, the first of equals, whether it is enough or not.
     *
     * @param free thousandths by device
     * @return as many devices as the class asks for, or as it accepts if those are fewer, as bits
     */
    public long mostFreeDevices(int node, PodClass podClass, int[] free) {
        long taken = 0;
        for (int n = 0; n < podClass.deviceCount(); n++) {
            int best = -1;
            for (int i = 0; i < devices.count(node); i++) {
                boolean open = (taken >>> i & 1) == 0 && podClass.acceptsModel(devices.model(node, i));
                if (open && (best < 0 || free[i] > free[best])) {
                    best = i;
                }
            }
            taken |= best < 0 ? 0 : 1L << best;
        }
        return taken;
    }

    int lowestFreeSlot() {
        return used.nextClearBit(mayBeFree);
    }

    void add(int node, NodeSpec spec, long[] amounts, int[] models) {
        grow(node, amounts.length);
        used.set(node);
        mayBeFree += node == mayBeFree ? 1 : 0;
        slotByName.put(spec.name(), node);
        describe(node, spec, amounts, models);
    }

    /** Gives a node a new description; what its pods use stays used. */
    void describe(int node, NodeSpec spec, long[] amounts, int[] models) {
        grow(node, amounts.length);
        specs[node] = spec;
        unschedulable[node] = spec.unschedulable();
        marks.describe(node, specs);
        for (int d = 0; d < dimensions; d++) {
            int at = node * dimensions + d;
            long amount = d < amounts.length ? amounts[d] : 0;
            free[at] += amount - allocatable[at];
            allocatable[at] = amount;
        }
        List<DeviceSpec> list = spec.devices();
        int[] capacities = new int[list.size()];
        for (int i = 0; i < capacities.length; i++) {
            capacities[i] = list.get(i).capacityMilli();
        }
        devices.describe(node, capacities, models);
    }

    /** Empties the slot of a node without pods. */
    void remove(int node) {
        slotByName.remove(name(node));
        used.clear(node);
        mayBeFree = Math.min(mayBeFree, node);
        specs[node] = null;
        unschedulable[node] = false;
        Arrays.fill(allocatable, node * dimensions, (node + 1) * dimensions, 0);
        Arrays.fill(free, node * dimensions, (node + 1) * dimensions, 0);
        devices.describe(node, new int[0], new int[0]);
    }

    /** Puts a node's stamps. */
    void stamp(int node, long generationPosition, long changePosition) {
        stamps[2 * node] = generationPosition;
        stamps[2 * node + 1] = changePosition;
    }

    /** A pod comes to ({@code sign} 1) or leaves (-1) a node, taking or giving back its devices. */
    void pod(int node, PodClass pod, long deviceBits, int sign) {
        int count = pod.dimensions();
        grow(node, count);
        long[] amounts = free;
        int first = node * dimensions;
        for (int d = 0; d < count; d++) {
            amounts[first + d] -= sign * pod.request(d);
        }
        if ((pod.usualCpuBeyond() | pod.usualMemoryBeyond()) != 0) {
            if (2 * node + 1 >= usualBeyond.length) {
                usualBeyond = Arrays.copyOf(usualBeyond, 2 * specs.length);
            }
            usualBeyond[2 * node] += sign * pod.usualCpuBeyond();
            usualBeyond[2 * node + 1] += sign * pod.usualMemoryBeyond();
        }
        podCount[node] += sign;
        if (deviceBits != 0) {
            devices.take(node, deviceBits, sign * pod.deviceMilli());
        }
    }

    private void grow(int node, int atLeast) {
        int length = specs.length;
        if (node >= length) {
            length = Math.max(node + 1, 2 * length);
            specs = Arrays.copyOf(specs, length);
            marks.reserve(length);
            unschedulable = Arrays.copyOf(unschedulable, length);
            stamps = Arrays.copyOf(stamps, 2 * length);
            podCount = Arrays.copyOf(podCount, length);
            allocatable = Arrays.copyOf(allocatable, length * dimensions);
            free = Arrays.copyOf(free, length * dimensions);
        }
        if (atLeast > dimensions) {
            allocatable = widened(allocatable, length, atLeast);
            free = widened(free, length, atLeast);
            dimensions = atLeast;
        }
    }

    private long[] widened(long[] amounts, int length, int wider) {
        long[] copy = new long[length * wider];
        for (int node = 0; node < length; node++) {
            System.arraycopy(amounts, node * dimensions, copy, node * wider, dimensions);
        }
        return copy;
    }
}
