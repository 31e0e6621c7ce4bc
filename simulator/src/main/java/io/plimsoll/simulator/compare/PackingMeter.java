package io.plimsoll.simulator.compare;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.traces.event.Trace;
import org.jspecify.annotations.Nullable;

/** Measures during a run how many nodes are in use, and how few could be. Costs O(log nodes) per distinct time. */
final class PackingMeter implements RunObserver {

    private final FewestNodes fewest;
    private final @Nullable Bound bound;
    private final long warmUpMillis;
    private @Nullable Cluster cluster;
    private int gpuDimension = -1;
    private long nowMillis;
    private double nodeMillis;
    private double boundMillis;

    /**
     * @param trace that of the real cluster
     * @param bound which bound is run; null for a policy on real nodes
     * @param warmUpMillis how much of the beginning means leave out
     */
    PackingMeter(Trace trace, @Nullable Bound bound, long warmUpMillis) {
        this.fewest = new FewestNodes(trace);
        this.bound = bound;
        this.warmUpMillis = warmUpMillis;
    }

    @Override
    public void started(Cluster observed, Scheduler scheduler) {
        cluster = observed;
    }

    @Override
    public void timePassed(long timeMillis) {
        Cluster observed = cluster;
        long span = timeMillis - Math.max(nowMillis, warmUpMillis);
        if (observed != null && bound != Bound.INFINITE && span > 0) {
            int least = least(observed);
            boundMillis += (double) least * span;
            nodeMillis += (double) inUse(observed, least) * span;
        }
        nowMillis = timeMillis;
    }

    /** The result up to now. */
    Packing packing() {
        Cluster observed = cluster;
        if (observed == null || bound == Bound.INFINITE) {
            return Packing.NONE;
        }
        int least = least(observed);
        int nodes = inUse(observed, least);
        long measured = nowMillis - warmUpMillis;
        return measured <= 0
                ? new Packing(nodes, least, nodes, least)
                : new Packing(nodeMillis / measured, boundMillis / measured, nodes, least);
    }

    private int least(Cluster observed) {
        fewest.advance(nowMillis);
        return bound == null ? fewest.of(observed) : fewest.ofPool(observed, gpuDimension(observed));
    }

    private int inUse(Cluster observed, int least) {
        return bound == null ? observed.totals().nodes() - observed.totals().emptyNodes() : least;
    }

    private int gpuDimension(Cluster observed) {
        for (int d = 0; gpuDimension < 0 && d < observed.dimensions().count(); d++) {
            gpuDimension = observed.dimensions().name(d).equals(PooledTrace.GPU) ? d : -1;
        }
        return gpuDimension;
    }
}
