package io.plimsoll.simulator.record;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.traces.event.TraceContents;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Observes a run and makes its result: means over time weighted by how long things stayed as they were, a series of
 * samples, waiting times, reasons of failures, a heat map, and the decision log.
 *
 * <p>Costs a small constant per event, O(resources) per distinct time, and per sample O(nodes that changed since the one
 * before + classes of pods). Fragmentation is looked at when samples are taken only, about 64 times in a run as long as its
 * trace and at most 2,048 times in any, and what is stranded at every other sample. {@code RecorderOverheadBenchmark}
 * measures what that costs: less than a tenth of a run.
 *
 * <p>Reasons are counted when a pod finds no node on its arrival (and when it is dropped), not again for every later
 * attempt. One thread; for one run.
 */
public final class Recorder implements RunObserver {

    /** The first samples are so far apart that a run as long as its trace has about so many. */
    private static final int SAMPLES = 256;

    private final TraceContents contents;
    private final boolean arrivalsOnly;
    private final TypicalPods typical;
    private final @Nullable DecisionLog log;
    private final long warmUpMillis;
    private @Nullable RunMeters meters;
    private long nowMillis;
    private long arrived;
    private long placed;
    private long finished;
    private long dropped;
    private long killed;
    private long lost;
    private long rescheduled;

    /** A recorder of one run, from its beginning. */
    public Recorder(TraceContents contents, boolean arrivalsOnly, TypicalPods typical, @Nullable DecisionLog log) {
        this(contents, arrivalsOnly, typical, log, 0);
    }

    /**
     * A recorder of one run.
     *
     * @param contents what occurs in the trace that is replayed
     * @param arrivalsOnly whether pods only arrive: demand is then what all pods so far asked for
     * @param typical what fragmentation is measured against
     * @param log where decisions are written to; null for nowhere. Is not closed
     * @param warmUpMillis how much of the beginning means, peaks, waits, failures and evictions leave out. A wait counts
     *     when it began after that
     */
    public Recorder(
            TraceContents contents,
            boolean arrivalsOnly,
            TypicalPods typical,
            @Nullable DecisionLog log,
            long warmUpMillis) {
        this.contents = contents;
        this.arrivalsOnly = arrivalsOnly;
        this.typical = typical;
        this.log = log;
        this.warmUpMillis = warmUpMillis;
    }

    @Override
    public void started(Cluster cluster, Scheduler scheduler) {
        long interval = Math.max(1, (contents.lastEventMillis() + SAMPLES - 1) / SAMPLES);
        meters = new RunMeters(contents, arrivalsOnly, typical, cluster, scheduler, interval, warmUpMillis);
    }

    @Override
    public void schedulerChanged(Scheduler scheduler) {
        meters().schedulerChanged(scheduler);
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
        RunMeters run = meters();
        run.resources.nodesChanged();
        run.heat.nodeChanged(nowMillis, node, before);
        if (run.cluster.nodes().podCount(node) > 0) {
            run.resources.occupied(before, run.cluster.nodes().spec(node));
        }
    }

    @Override
    public void nodeRemoved(int node, NodeSpec before) {
        meters().resources.nodesChanged();
        meters().heat.nodeRemoved(nowMillis, node, before);
    }

    @Override
    public void podArrived(int pod) {
        arrived++;
        meters().disruption.preemptions.arrived(pod);
    }

    @Override
    public void podPlaced(int pod, long waitMillis, boolean again) {
        RunMeters run = meters();
        PodTable pods = run.cluster.pods();
        placed += again ? 0 : 1;
        run.demand.placed(pod);
        if (nowMillis - waitMillis >= warmUpMillis) {
            run.waits.add(waitMillis);
            run.waitsByRequest.add(pods.podClass(pod).id(), waitMillis);
            run.waitsByPriority.add(pods.template(pod).spec().priority(), waitMillis);
        }
        int node = pods.node(pod);
        run.heat.pod(nowMillis, node, pods.podClass(pod), 1);
        if (again) {
            run.disruption.settled(pod);
        }
        if (run.cluster.nodes().podCount(node) == 1) {
            run.resources.occupied(node, 1);
        }
        if (log != null) {
            log.bound(nowMillis, name(pod), run.cluster.nodes().name(node), pods.devices(pod));
        }
    }

    @Override
    public void podQueued(int pod) {
        meters().demand.waits(pod, nowMillis);
    }

    @Override
    public void podWaits(int pod) {
        RunMeters run = meters();
        run.demand.waits(pod, nowMillis);
        run.refusals.count(run.cluster.decidedClass(pod), counts());
        if (log != null) {
            log.unschedulable(nowMillis, name(pod), run.refusals.reasons(), run.refusals.nodes());
        }
    }

    @Override
    public void podDropped(int pod) {
        RunMeters run = meters();
        dropped++;
        run.demand.dropped(pod);
        run.disruption.settled(pod);
        run.refusals.count(run.cluster.decidedClass(pod), counts());
        if (log != null) {
            log.dropped(nowMillis, name(pod), run.refusals.reasons(), run.refusals.nodes());
        }
    }

    @Override
    public void podEvicted(int pod, int node, EvictionCause cause, long lostMillis) {
        RunMeters run = meters();
        rescheduled++;
        run.disruption.evicted(pod, cause, lostMillis, counts());
        run.demand.waits(pod, nowMillis);
        leavesNode(pod, node);
        if (log != null) {
            log.evicted(nowMillis, name(pod), run.cluster.nodes().name(node));
        }
    }

    @Override
    public void podPreempts(int pod, int victims, int overBudget) {
        if (counts()) {
            meters().disruption.preemptions.preempts(overBudget);
        }
    }

    @Override
    public void groupTurn(int pods) {
        if (counts()) {
            meters().disruption.groupTurn();
        }
    }

    @Override
    public void groupTimedOut(int pods) {
        if (counts()) {
            meters().disruption.groupTimedOut();
        }
    }

    @Override
    public void podPreempted(int pod, String owner, int preemptor, long lostMillis) {
        if (counts()) {
            PodTable pods = meters().cluster.pods();
            int priority = pods.template(pod).spec().priority();
            int taker = pods.template(preemptor).spec().priority();
            meters().disruption.preemptions.preempted(pod, priority, taker, owner, lostMillis);
        }
    }

    @Override
    public void podGone(int pod, int node, OnNodeLoss fate, long lostMillis) {
        killed += fate == OnNodeLoss.KILL ? 1 : 0;
        lost += fate == OnNodeLoss.LOSE ? 1 : 0;
        meters().disruption.gone(lostMillis, counts());
        leavesNode(pod, node);
        if (log != null) {
            log.gone(nowMillis, name(pod), meters().cluster.nodes().name(node), fate);
        }
    }

    @Override
    public void podFinished(int pod, int node) {
        finished++;
        leavesNode(pod, node);
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
                arrived, placed, finished, running, pending, dropped, killed, lost, rescheduled, run.decisions());
        Series series = run.finishSeries(nowMillis);
        long measured = Math.max(0, nowMillis - warmUpMillis);
        RunSummary summary = new RunSummary(
                traceInfo,
                policy,
                seed,
                options,
                stopReason,
                nowMillis,
                totals,
                run.resources.uses(measured, run.stranded),
                run.fragmentation == null ? null : run.fragmentation.result(measured),
                run.empty.level(run.cluster.totals().emptyNodes(), measured),
                run.pending.level(pending, measured),
                run.waits.waiting(),
                run.waitsByRequest.result(),
                run.waitsByPriority.result(),
                run.demand.unplaced(nowMillis),
                run.disruption.result(measured),
                run.refusals.failures());
        return new RunResult(summary, series, run.heat.result(nowMillis));
    }

    /**
     * Exchanges the state of the recording; to take it, the run must have started.
     *
     * @param written the decisions written before, for a log to go on from; null when there are none
     * @throws IllegalArgumentException when those are not the ones that belong to the state
     */
    public void state(StateExchange state, @Nullable InputStream written) {
        nowMillis = state.number(nowMillis);
        arrived = state.number(arrived);
        placed = state.number(placed);
        finished = state.number(finished);
        dropped = state.number(dropped);
        killed = state.number(killed);
        lost = state.number(lost);
        rescheduled = state.number(rescheduled);
        meters().state(state);
        if (log != null) {
            log.state(state, written);
        }
    }

    private void leavesNode(int pod, int node) {
        RunMeters run = meters();
        run.heat.pod(nowMillis, node, run.cluster.pods().podClass(pod), -1);
        if (run.cluster.nodes().podCount(node) == 0) {
            run.resources.occupied(node, -1);
        }
    }

    private boolean counts() {
        return nowMillis >= warmUpMillis;
    }

    /** The pod's name, with its namespace unless that is the default one. */
    private String name(int pod) {
        PodTable pods = meters().cluster.pods();
        String namespace = pods.template(pod).spec().namespace();
        return namespace.equals("default") ? pods.name(pod) : namespace + "/" + pods.name(pod);
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
