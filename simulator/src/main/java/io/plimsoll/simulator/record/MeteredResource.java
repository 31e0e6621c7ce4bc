package io.plimsoll.simulator.record;

import io.plimsoll.core.state.Cluster;
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
        long used = Math.min(used(), capacityNow);
        usedTime += (double) used * millis;
        mostUsed = Math.max(mostUsed, used);
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

    ResourceUse use(long spanMillis) {
        hold(0);
        capacityChanged();
        double atEnd = allocated();
        double mean = spanMillis == 0 ? atEnd : Math.min(shareTime / spanMillis, largestShare);
        return new ResourceUse(name, unit, largestCapacity, new Level(mean, largestShare, atEnd));
    }

    private long capacity() {
        return switch (dimension) {
            case DEVICES -> cluster.totals().deviceCapacityMilli();
            case UNKNOWN -> 0;
            default -> cluster.totals().allocatable(dimension);
        };
    }
}
