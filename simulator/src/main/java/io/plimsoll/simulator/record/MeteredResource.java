package io.plimsoll.simulator.record;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.simulator.record.ResourceUse.Unit;

/** One resource of a cluster and how it was used. What is used beyond the capacity of a cluster that shrank counts as all. */
final class MeteredResource {

    /** The resource is devices, which are no dimension. */
    static final int DEVICES = -1;
    /** No node or pod with this scalar was seen yet. */
    static final int UNKNOWN = -2;

    private final Cluster cluster;
    private final String name;
    private final Unit unit;
    private final LevelMeter meter = new LevelMeter();
    private final LevelMeter density = new LevelMeter();
    private int dimension;
    private long largestCapacity;
    private long occupied;

    MeteredResource(Cluster cluster, String name, Unit unit, int dimension) {
        this.cluster = cluster;
        this.name = name;
        this.unit = unit;
        this.dimension = dimension;
    }

    String name() {
        return name;
    }

    /** Scalars become dimensions when a node or pod with them is seen; until then there is none of them. */
    void findDimension() {
        for (int d = 0; dimension == UNKNOWN && d < cluster.dimensions().count(); d++) {
            if (cluster.dimensions().name(d).equals(name)) {
                dimension = d;
            }
        }
    }

    void hold(long millis) {
        largestCapacity = Math.max(largestCapacity, capacity());
        meter.hold(allocated(), millis);
        density.hold(density(), millis);
    }

    /** A node with pods got ({@code sign} 1) or lost (-1) that capacity, or its first or last pod. */
    void occupied(NodeSpec node, int sign) {
        occupied += sign * offered(node);
    }

    /** What is used as a share of what the nodes with pods offer; 0 while there are none. */
    private double density() {
        return occupied == 0 ? 0 : Math.min(1, used() / (double) occupied);
    }

    private long offered(NodeSpec node) {
        return switch (dimension) {
            case DEVICES ->
                node.devices().stream().mapToLong(DeviceSpec::capacityMilli).sum();
            case Dimensions.CPU -> node.allocatable().cpuMilli();
            case Dimensions.MEMORY -> node.allocatable().memoryBytes();
            case Dimensions.EPHEMERAL_STORAGE -> node.allocatable().ephemeralStorageBytes();
            case Dimensions.PODS -> node.allocatable().pods();
            default -> node.allocatable().scalars().getOrDefault(name, 0L);
        };
    }

    /** What is free on a node, at least 0. */
    long free(int node) {
        return switch (dimension) {
            case DEVICES -> Math.max(0, cluster.nodes().deviceFreeTotal(node));
            case UNKNOWN -> 0;
            default -> Math.max(0, cluster.nodes().free(dimension, node));
        };
    }

    /** The share of the request of a pod of the class that a node does not have free; 0 when it has it all. */
    double missing(int node, PodClass podClass) {
        long request = request(podClass);
        if (request == 0) {
            return 0;
        }
        if (dimension == DEVICES) {
            int fitting = fittingDevices(node, podClass);
            return Math.max(0, 1 - fitting / (double) podClass.deviceCount());
        }
        return Math.max(0, 1 - free(node) / (double) request);
    }

    private int fittingDevices(int node, PodClass podClass) {
        NodeTable nodes = cluster.nodes();
        int fitting = 0;
        for (int device = 0; device < nodes.deviceCount(node); device++) {
            boolean fits = nodes.deviceFree(node, device) >= podClass.deviceMilli()
                    && podClass.acceptsModel(nodes.deviceModel(node, device));
            fitting += fits ? 1 : 0;
        }
        return fitting;
    }

    /** Looks at every node again: the body of {@link Checks#FULL}. */
    void check() {
        long anew = 0;
        for (int node = 0; node < cluster.nodes().slots(); node++) {
            if (cluster.nodes().exists(node) && cluster.nodes().podCount(node) > 0) {
                anew += offered(cluster.nodes().spec(node));
            }
        }
        if (anew != occupied) {
            throw Checks.corrupted("capacity of nodes with pods of " + name, occupied, anew);
        }
    }

    /** The share that is allocated now, 0..1. */
    double allocated() {
        return Math.min(1, share((double) used()));
    }

    /** The share of the present capacity that an amount is; 0 while there is no capacity. */
    double share(double amount) {
        long capacity = capacity();
        return capacity == 0 ? 0 : amount / (double) capacity;
    }

    long used() {
        return switch (dimension) {
            case DEVICES -> cluster.totals().deviceUsedMilli();
            case UNKNOWN -> 0;
            default -> cluster.totals().used(dimension);
        };
    }

    /** What a pod of the class asks. */
    long request(PodClass podClass) {
        if (dimension == DEVICES) {
            return (long) podClass.deviceCount() * podClass.deviceMilli();
        }
        return dimension >= 0 && dimension < podClass.dimensions() ? podClass.request(dimension) : 0;
    }

    ResourceUse use(long spanMillis, Stranded stranded) {
        hold(0);
        return new ResourceUse(
                name,
                unit,
                largestCapacity,
                meter.level(allocated(), spanMillis),
                density.level(density(), spanMillis),
                stranded);
    }

    private long capacity() {
        return switch (dimension) {
            case DEVICES -> cluster.totals().deviceCapacityMilli();
            case UNKNOWN -> 0;
            default -> cluster.totals().allocatable(dimension);
        };
    }
}
