package io.plimsoll.simulator.compare;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.ReferenceCapacity;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.simulator.engine.Simulation;
import io.plimsoll.simulator.record.Recorder;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.RunResult;
import io.plimsoll.simulator.record.StopReason;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceContents;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one seed gives all entrants to place: decoded or generated once, and shared by all their runs, on whatever threads.
 */
final class Workload {

    private final long seed;
    private final Trace trace;
    private final TraceInfo info;
    private final long untilMillis;
    private final RunOptions options;
    private final TraceContents contents;
    private final List<TypicalPods.Request> requests;
    private final TypicalPods typical;
    private final Map<Bound, PooledTrace.Pooled> pooled = new EnumMap<>(Bound.class);

    /**
     * @param original the trace before pods were added to it: what policies may know and fragmentation is about
     * @param trace what is replayed
     */
    Workload(long seed, Trace original, Trace trace, TraceInfo info, long untilMillis, RunOptions options) {
        this.seed = seed;
        this.trace = trace;
        this.info = info;
        this.untilMillis = untilMillis;
        this.options = options;
        List<PodSpec> pods = new ArrayList<>();
        for (PodArrived arrival : original.arrivals()) {
            pods.add(arrival.pod());
        }
        contents = trace.contents();
        requests = TypicalPods.requests(pods);
        typical = TypicalPods.of(requests, TypicalPods.STUDY_THRESHOLD);
    }

    long seed() {
        return seed;
    }

    /** When a run of it is over, as far as that is known beforehand: for progress only. */
    long spanMillis() {
        return Math.min(untilMillis, trace.lastEventMillis());
    }

    /**
     * Replays it.
     *
     * @param running runs the simulation and says why it ended
     * @return null when it was stopped
     */
    @Nullable
    ComparedRun run(int entrant, Entrant who, Function<Simulation, StopReason> running) {
        Bound bound = who.bound();
        PooledTrace.Pooled pool = bound == null ? null : pooled(bound);
        Trace replayed = pool == null ? trace : pool.trace();
        Scale scale = pool == null ? Scale.ONE : pool.scale();
        PolicyContext context = new PolicyContext(ReferenceCapacity.largestOf(replayed.initialNodes()), requests);
        Recorder recorder = new Recorder(
                pool == null ? contents : pool.contents(),
                options.arrivalsOnly(),
                typical,
                null,
                options.warmUpMillis());
        PackingMeter packing = new PackingMeter(trace, bound, options.warmUpMillis());
        WaitsMeter waits = new WaitsMeter(options.warmUpMillis());
        Simulation simulation = new Simulation(
                replayed.stream(),
                who.profile(context),
                seed,
                options.rules(),
                new BothObservers(recorder, new BothObservers(packing, waits)));
        StopReason reason = running.apply(simulation);
        if (reason != StopReason.FINISHED) {
            return null;
        }
        RunResult result = recorder.result(info, who.info(), seed, options, reason);
        return ComparedRun.of(entrant, result, packing.packing(), waits.waits(), scale);
    }

    long untilMillis() {
        return untilMillis;
    }

    private synchronized PooledTrace.Pooled pooled(Bound bound) {
        return pooled.computeIfAbsent(bound, missing -> PooledTrace.of(trace, missing));
    }
}
