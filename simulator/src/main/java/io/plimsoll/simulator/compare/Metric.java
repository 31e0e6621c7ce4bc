package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.record.Level;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.ResourceUse;
import io.plimsoll.simulator.record.RunSummary;
import io.plimsoll.simulator.record.Series;

/** What runs are compared by: one number each. */
public enum Metric {
    /** Mean number of nodes with a pod. */
    NODES_IN_USE("nodesInUse", "nodes in use", "Nodes", Unit.COUNT, true, ""),
    /** How many more nodes are in use than the lower bound for the same pods, as a share; see {@link FewestNodes}. */
    NODES_OVER_BOUND("nodesOverBound", "excess over the lower bound of nodes", "Excess", Unit.SHARE, true, ""),
    /** Mean share of the GPUs that are allocated. */
    GPU_ALLOCATION("gpuAllocation", "GPU allocation", "GPU alloc.", Unit.SHARE, false, Series.ALLOCATED + "gpu"),
    /** Mean share of the cores that are allocated. */
    CPU_ALLOCATION("cpuAllocation", "CPU allocation", "CPU alloc.", Unit.SHARE, false, Series.ALLOCATED + "cpu"),
    /** Mean share of the memory that is allocated. */
    MEMORY_ALLOCATION(
            "memoryAllocation", "memory allocation", "Mem. alloc.", Unit.SHARE, false, Series.ALLOCATED + "memory"),
    /** Mean share of the GPUs that are idle and of no use to typical pods. */
    GPU_FRAGMENTATION(
            "gpuFragmentation", "GPU fragmentation", "GPU frag.", Unit.SHARE, true, Series.FRAGMENTATION_AMOUNT),
    /** Pods that were never placed: dropped, or still waiting at the end. */
    UNPLACED_PODS("unplacedPods", "pods never placed", "Not placed", Unit.COUNT, true, ""),
    /** Mean time that pods wait, those still waiting at the end included. */
    MEAN_WAIT("meanWaitMillis", "mean wait", "Mean wait", Unit.MILLIS, true, ""),
    /** What 99 of 100 waits were not longer than, likewise. */
    P99_WAIT("p99WaitMillis", "99th percentile of waits", "p99 wait", Unit.MILLIS, true, ""),
    /** How often a pod lost its node. */
    EVICTIONS("evictions", "evictions", "Evictions", Unit.COUNT, true, "");

    /** In what a metric is counted. */
    public enum Unit {
        /** A part of a whole; differences are in points. */
        SHARE("share"),
        /** A number of things. */
        COUNT("count"),
        /** Virtual milliseconds. */
        MILLIS("milliseconds");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        /** The word that stands in {@code comparison.json}. */
        public String text() {
            return text;
        }
    }

    private final String id;
    private final String label;
    private final String heading;
    private final Unit unit;
    private final boolean lessIsBetter;
    private final String column;

    Metric(String id, String label, String heading, Unit unit, boolean lessIsBetter, String column) {
        this.id = id;
        this.label = label;
        this.heading = heading;
        this.unit = unit;
        this.lessIsBetter = lessIsBetter;
        this.column = column;
    }

    /** Its name in files. */
    public String id() {
        return id;
    }

    /** Its name for people, as it stands inside a sentence. */
    public String label() {
        return label;
    }

    /** Its name above a narrow column. */
    String heading() {
        return heading;
    }

    public Unit unit() {
        return unit;
    }

    /** Whether a smaller value is the better one. */
    public boolean lessIsBetter() {
        return lessIsBetter;
    }

    /** The column of a run's series whose mean it is; empty when there is none. */
    String column() {
        return column;
    }

    /**
     * The value of a run; NaN when the run has none. Where pods only arrive, it is the state at the end instead of a mean.
     *
     * @param scale by what the allocation of pooled nodes is to be multiplied, see {@link PooledTrace}
     */
    double of(RunSummary run, Packing packing, WaitsMeter.Waits waits, Scale scale) {
        boolean ends = run.options().arrivalsOnly();
        boolean queues = !ends && run.options().onUnschedulable() == OnUnschedulable.QUEUE;
        return switch (this) {
            case GPU_ALLOCATION -> allocation(run, "gpu", scale);
            case CPU_ALLOCATION -> allocation(run, "cpu", scale);
            case MEMORY_ALLOCATION -> allocation(run, "memory", scale);
            case GPU_FRAGMENTATION ->
                run.fragmentation() == null
                        ? Double.NaN
                        : level(run.fragmentation().amount(), ends);
            case NODES_IN_USE -> ends ? packing.nodesAtEnd() : packing.meanNodes();
            case NODES_OVER_BOUND -> ends ? packing.overBoundAtEnd() : packing.overBound();
            case UNPLACED_PODS -> run.totals().arrived() - run.totals().placed();
            case MEAN_WAIT -> queues ? waits.meanMillis() : Double.NaN;
            case P99_WAIT -> queues ? waits.p99Millis() : Double.NaN;
            case EVICTIONS -> run.totals().rescheduled();
        };
    }

    private static double allocation(RunSummary run, String resource, Scale scale) {
        ResourceUse use = run.resource(resource);
        return use == null ? Double.NaN : level(use.allocated(), run.options().arrivalsOnly()) * scale.of(resource);
    }

    private static double level(Level level, boolean ends) {
        return ends ? level.atEnd() : level.mean();
    }
}
