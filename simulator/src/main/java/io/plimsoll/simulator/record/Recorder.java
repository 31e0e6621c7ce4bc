package io.plimsoll.simulator.record;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.traces.event.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Observes a run and makes its result: means over time weighted by how long things stayed as they were, a series of
 * samples, waiting times, reasons of failures, a heat map, and the decision log.
 *
 * <p>Costs a small constant per event, O(resources) per distinct time, and per sample O(nodes that changed since the one
 * before + classes of pods). Fragmentation is looked at when samples are taken only: at most 2,048 times a run.
 *
 * <p>Reasons are counted when a pod finds no node on its arrival (and when it is dropped), not again for every later
 * attempt. One thread; for one run.
 */
public final class Recorder implements RunObserver {

    /** The first samples are so far apart that a run as long as its trace has about so many. */
    private static final int SAMPLES = 250;

    private final Trace trace;
    private final boolean arrivalsOnly;
    private final TypicalPods typical;
    private final @Nullable DecisionLog log;
    private @Nullable RunMeters meters;
    private long nowMillis;
    private long arrived;
    private long placed;
    private long finished;
    private long dropped;
    private long rescheduled;

    /**
     * A recorder of one run.
     *
     * @param trace what is replayed
     * @param arrivalsOnly whether pods only arrive: demand is then what all pods so far asked for
     * @param typical what fragmentation is measured against
     * @param log where decisions are written to; null for nowhere. Is not closed
     */
    public Recorder(Trace trace, boolean arrivalsOnly, TypicalPods typical, @Nullable DecisionLog log) {
        this.trace = trace;
        this.arrivalsOnly = arrivalsOnly;
        this.typical = typical;
        this.log = log;
    }

    @Override
    public void started(Cluster cluster, Scheduler scheduler) {
        long interval = Math.max(1, (trace.lastEventMillis() + SAMPLES - 1) / SAMPLES);
        meters = new RunMeters(trace, arrivalsOnly, typical, cluster, scheduler, interval);
    }

    @Override
    public void timePassed(long timeMillis) {
        meters().timePassed(nowMillis, timeMillis);
        nowMillis = timeMillis;
    }

    @Override
    public void nodeAdded(int node) {
        meters().resources.nodesChanged();
        meters().heat.nodeAdded(nowMillis, node);
    }

    @Override
    public void nodeChanged(int node, NodeSpec before) {
        meters().resources.nodesChanged();
        meters().heat.nodeChanged(nowMillis, node, before);
    }

    @Override
    public void nodeRemoved(int node, NodeSpec before) {
        meters().resources.nodesChanged();
        meters().heat.nodeRemoved(nowMillis, node, before);
    }

    @Override
    public void podArrived(int pod) {
        arrived++;
    }

    @Override
    public void podPlaced(int pod, long waitMillis, boolean again) {
        RunMeters run = meters();
        PodTable pods = run.cluster.pods();
        placed += again ? 0 : 1;
        run.demand.placed(pod);
        run.waits.add(waitMillis);
        run.heat.pod(nowMillis, pods.node(pod), pods.podClass(pod), 1);
        if (log != null) {
            log.bound(nowMillis, name(pod), run.cluster.nodes().name(pods.node(pod)), pods.devices(pod));
        }
    }

    @Override
    public void podWaits(int pod) {
        RunMeters run = meters();
        run.demand.waits(pod);
        run.refusals.count(run.cluster.pods().podClass(pod));
        if (log != null) {
            log.unschedulable(nowMillis, name(pod), run.refusals.reasons(), run.refusals.nodes());
        }
    }

    @Override
    public void podDropped(int pod) {
        RunMeters run = meters();
        dropped++;
        run.demand.dropped(pod);
        run.refusals.count(run.cluster.pods().podClass(pod));
        if (log != null) {
            log.dropped(nowMillis, name(pod), run.refusals.reasons(), run.refusals.nodes());
        }
    }

    @Override
    public void podEvicted(int pod, int node) {
        RunMeters run = meters();
        rescheduled++;
        run.demand.waits(pod);
        run.heat.pod(nowMillis, node, run.cluster.pods().podClass(pod), -1);
        if (log != null) {
            log.evicted(nowMillis, name(pod), run.cluster.nodes().name(node));
        }
    }

    @Override
    public void podFinished(int pod, int node) {
        RunMeters run = meters();
        finished++;
        run.heat.pod(nowMillis, node, run.cluster.pods().podClass(pod), -1);
    }

    /**
     * The result up to now. Nothing may be recorded afterwards.
     *
     * @param stopReason why the run ended
     */
    public RunResult result(
            TraceInfo traceInfo, PolicyInfo policy, long seed, RunOptions options, StopReason stopReason) {
        RunMeters run = meters();
        int running = run.cluster.totals().boundPods();
        int pending = run.demand.waitingPods();
        Totals totals = new Totals(
                arrived, placed, finished, running, pending, dropped, rescheduled, run.scheduler.decisions());
        Series series = run.finishSeries(nowMillis);
        RunSummary summary = new RunSummary(
                traceInfo,
                policy,
                seed,
                options,
                stopReason,
                nowMillis,
                totals,
                run.resources.uses(nowMillis),
                run.fragmentation == null ? null : run.fragmentation.result(nowMillis),
                run.empty.level(run.cluster.totals().emptyNodes(), nowMillis),
                run.pending.level(pending, nowMillis),
                run.waits.waiting(),
                run.refusals.failures());
        return new RunResult(summary, series, run.heat.result(nowMillis));
    }

    /** The pod's name, with its namespace unless that is the default one. */
    private String name(int pod) {
        PodSpec spec = meters().cluster.pods().spec(pod);
        return spec.namespace().equals("default") ? spec.name() : spec.namespace() + "/" + spec.name();
    }

    private RunMeters meters() {
        RunMeters run = meters;
        if (run == null) {
            throw new IllegalStateException("The run to record must have begun.\n"
                    + "Maybe the recorder was not given to a simulation, or that did not run.");
        }
        return run;
    }
}
