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
    private int dimension;
    private long largestCapacity;
    /** Since the capacity changed last: the capacity, what was used times how long, and the most that was used. */
    private long capacityNow;

    private double usedTime;
    private long mostUsed;
    /** Before that: the same as shares of the capacities of then. */
    private double shareTime;

    private double largestShare;
    /** What the nodes with pods offer; the rest as above, in shares of it. */
    private long occupied;

    private double denseTime;
    private long mostDense;
    private double densityTime;
    private double largestDensity;

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

    /** The cluster's capacity may have changed: what is held from now on is a share of the present one. */
    void capacityChanged() {
        if (capacityNow > 0) {
            shareTime += usedTime / capacityNow;
            largestShare = Math.max(largestShare, (double) mostUsed / capacityNow);
        }
        usedTime = 0;
        mostUsed = 0;
        capacityNow = capacity();
        largestCapacity = Math.max(largestCapacity, capacityNow);
    }

    /** Everything stayed as it is for so long. */
    void hold(long millis) {
        long used = used();
        long possible = Math.min(used, capacityNow);
        usedTime += (double) possible * millis;
        mostUsed = Math.max(mostUsed, possible);
        long dense = Math.min(used, occupied);
        denseTime += (double) dense * millis;
        mostDense = Math.max(mostDense, dense);
    }

    /** A node with pods was described anew. */
    void occupied(NodeSpec before, NodeSpec after) {
        occupy(offered(after) - offered(before));
    }

    /** A node got its first pod ({@code sign} 1), or lost its last one (-1). */
    void occupied(int node, int sign) {
        NodeTable nodes = cluster.nodes();
        occupy(sign * (dimension == DEVICES ? nodes.deviceCapacityTotal(node) : nodes.allocatable(dimension, node)));
    }

    private void occupy(long change) {
        endDensity();
        occupied += change;
    }

    /** What was used as a share of what the nodes with pods offered is settled; it counts as 0 while there are none. */
    private void endDensity() {
        if (occupied > 0) {
            densityTime += denseTime / occupied;
            largestDensity = Math.max(largestDensity, (double) mostDense / occupied);
        }
        denseTime = 0;
        mostDense = 0;
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

    boolean isDevices() {
        return dimension == DEVICES;
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
        capacityChanged();
        double atEnd = allocated();
        endDensity();
        double density = occupied == 0 ? 0 : (double) Math.min(used(), occupied) / occupied;
        double meanDensity = spanMillis == 0 ? density : densityTime / spanMillis;
        double mean = spanMillis == 0 ? atEnd : Math.min(shareTime / spanMillis, largestShare);
        return new ResourceUse(
                name,
                unit,
                largestCapacity,
                new Level(mean, largestShare, atEnd),
                new Level(Math.min(meanDensity, largestDensity), largestDensity, density),
                stranded);
    }

    private long capacity() {
        return switch (dimension) {
            case DEVICES -> cluster.totals().deviceCapacityMilli();
            case UNKNOWN -> 0;
            default -> cluster.totals().allocatable(dimension);
        };
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        dimension = state.small(dimension);
        largestCapacity = state.number(largestCapacity);
        capacityNow = state.number(capacityNow);
        usedTime = state.real(usedTime);
        mostUsed = state.number(mostUsed);
        shareTime = state.real(shareTime);
        largestShare = state.real(largestShare);
        occupied = state.number(occupied);
        denseTime = state.real(denseTime);
        mostDense = state.number(mostDense);
        densityTime = state.real(densityTime);
        largestDensity = state.real(largestDensity);
    }
}
