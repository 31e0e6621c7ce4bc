package io.plimsoll.simulator.record;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.Totals;
import io.plimsoll.simulator.record.ResourceUse.Unit;

/** One resource of a cluster and how it was used. What is used beyond the capacity of a cluster that shrank counts as all. */
final class MeteredResource {

    /** The resource is devices, which are no dimension. */
    static final int DEVICES = -1;
    /** No node or pod with this scalar was seen yet. */
    static final int UNKNOWN = -2;

    private final Cluster cluster;
    private final Totals totals;
    private final HeldUse held;
    /** Its place in there. */
    private final int index;

    private final String name;
    private final Unit unit;
    private long largestCapacity;
    /** Of when more was used than the nodes with pods offer: what they offer times how long, and the most they offered. */
    private double denseTime;

    private long mostDense;
    /** Before what is held: the sum of its shares of what the nodes with pods offered, and the largest. */
    private double densityTime;

    private double largestDensity;
    /** Since the capacity changed last: the capacity; the rest as above, without what is held. */
    private long capacityNow;

    private double usedTime;
    private long mostUsed;
    private double shareTime;
    private double largestShare;

    MeteredResource(Cluster cluster, HeldUse held, int index, String name, Unit unit, int dimension) {
        this.cluster = cluster;
        this.totals = cluster.totals();
        this.held = held;
        this.index = index;
        this.name = name;
        this.unit = unit;
        held.dimension[index] = dimension;
    }

    String name() {
        return name;
    }

    /** Scalars become dimensions when a node or pod with them is seen; until then there is none of them. */
    void findDimension() {
        for (int d = 0; dimension() == UNKNOWN && d < cluster.dimensions().count(); d++) {
            if (cluster.dimensions().name(d).equals(name)) {
                held.dimension[index] = d;
            }
        }
    }

    /** The cluster's capacity may have changed: what is held from now on is a share of the present one. */
    void capacityChanged() {
        settle();
        if (capacityNow > 0) {
            shareTime += usedTime / capacityNow;
            largestShare = Math.max(largestShare, (double) mostUsed / capacityNow);
        }
        usedTime = 0;
        mostUsed = 0;
        capacityNow = capacity();
        largestCapacity = Math.max(largestCapacity, capacityNow);
    }

    /** So much was used for so long, more than the nodes with pods offer since one of them shrank. */
    void holdMoreThanOffered(long used, long millis) {
        long possible = Math.min(used, capacityNow);
        usedTime += (double) possible * millis;
        mostUsed = Math.max(mostUsed, possible);
        denseTime += (double) held.occupied[index] * millis;
        mostDense = held.occupied[index];
    }

    /** A node with pods was described anew. */
    void occupied(NodeSpec before, NodeSpec after) {
        occupy(offered(after) - offered(before));
    }

    /** A node got its first pod ({@code sign} 1), or lost its last one (-1). */
    void occupied(int node, int sign) {
        NodeTable nodes = cluster.nodes();
        occupy(sign * (isDevices() ? nodes.deviceCapacityTotal(node) : nodes.allocatable(dimension(), node)));
    }

    private void occupy(long change) {
        settle();
        held.occupied[index] += change;
    }

    /** What was held up to now becomes a share of what nodes with pods offer; that counts as 0 while there are none. */
    private void settle() {
        long occupied = held.occupied[index];
        if (occupied > 0) {
            densityTime += (held.time[index] + denseTime) / occupied;
            largestDensity = Math.max(largestDensity, (double) Math.max(held.most[index], mostDense) / occupied);
        }
        denseTime = 0;
        mostDense = 0;
        usedTime += held.time[index];
        mostUsed = Math.max(mostUsed, held.most[index]);
        held.reset(index);
    }

    private int dimension() {
        return held.dimension[index];
    }

    private long offered(NodeSpec node) {
        return switch (dimension()) {
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
        return switch (dimension()) {
            case DEVICES -> Math.max(0, cluster.nodes().deviceFreeTotal(node));
            case UNKNOWN -> 0;
            default -> Math.max(0, cluster.nodes().free(dimension(), node));
        };
    }

    boolean isDevices() {
        return dimension() == DEVICES;
    }

    /** Looks at every node again: the body of {@link Checks#FULL}. */
    void check() {
        long anew = 0;
        for (int node = 0; node < cluster.nodes().slots(); node++) {
            if (cluster.nodes().exists(node) && cluster.nodes().podCount(node) > 0) {
                anew += offered(cluster.nodes().spec(node));
            }
        }
        if (anew != held.occupied[index]) {
            throw Checks.corrupted("capacity of nodes with pods of " + name, held.occupied[index], anew);
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
        return held.used(index);
    }

    /** What a pod of the class asks. */
    long request(PodClass podClass) {
        int d = dimension();
        if (d == DEVICES) {
            return (long) podClass.deviceCount() * podClass.deviceMilli();
        }
        return d >= 0 && d < podClass.dimensions() ? podClass.request(d) : 0;
    }

    ResourceUse use(long spanMillis, Stranded stranded) {
        capacityChanged();
        double atEnd = allocated();
        long occupied = held.occupied[index];
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
        return switch (dimension()) {
            case DEVICES -> totals.deviceCapacityMilli();
            case UNKNOWN -> 0;
            default -> totals.allocatable(dimension());
        };
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        largestCapacity = state.number(largestCapacity);
        capacityNow = state.number(capacityNow);
        usedTime = state.real(usedTime);
        mostUsed = state.number(mostUsed);
        denseTime = state.real(denseTime);
        mostDense = state.number(mostDense);
        shareTime = state.real(shareTime);
        largestShare = state.real(largestShare);
        densityTime = state.real(densityTime);
        largestDensity = state.real(largestDensity);
    }
}
