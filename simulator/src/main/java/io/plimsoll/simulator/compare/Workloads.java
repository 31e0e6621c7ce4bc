package io.plimsoll.simulator.compare;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.plugin.Draws;
import io.plimsoll.simulator.engine.ArrivalsOnly;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.traces.event.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where the workloads of a comparison come from: one for every seed. Either a seed generates a workload of its own, or all
 * of them replay one recorded trace. Then a seed decides the order of the nodes, which breaks ties, and whatever policies
 * draw; and, where a trace is inflated, the order and choice of its pods.
 */
public final class Workloads {

    private static final int NODE_ORDER = 102;

    private final LongFunction<Trace> generator;
    private final @Nullable Trace recorded;
    private final TraceInfo info;
    private final long untilMillis;
    private final RunOptions options;

    private Workloads(
            LongFunction<Trace> generator,
            @Nullable Trace recorded,
            TraceInfo info,
            long untilMillis,
            RunOptions options) {
        this.generator = generator;
        this.recorded = recorded;
        this.info = info;
        this.untilMillis = options.horizonMillis() == 0 ? untilMillis : Math.min(untilMillis, options.horizonMillis());
        this.options = options;
    }

    /**
     * A workload of its own for every seed.
     *
     * @param info what they have in common
     * @param untilMillis when their replay is over
     */
    public static Workloads generated(
            LongFunction<Trace> generator, TraceInfo info, long untilMillis, RunOptions options) {
        return new Workloads(generator, null, info, untilMillis, options);
    }

    /** One recorded trace for all seeds. */
    public static Workloads recorded(Trace trace, TraceInfo info, RunOptions options) {
        return new Workloads(seed -> trace, trace, info, Long.MAX_VALUE, options);
    }

    /** What the workloads have in common. */
    public TraceInfo info() {
        return info;
    }

    /** What shapes every run. */
    public RunOptions options() {
        return options;
    }

    /** Whether every seed has pods of its own, so that seeds stand for what else could have happened. */
    public boolean vary() {
        return recorded == null || options.inflate() > 0;
    }

    /**
     * The workload of a seed.
     *
     * @throws IllegalArgumentException when the trace cannot be inflated so far
     */
    Workload of(long seed) {
        Trace original = generator.apply(seed);
        Trace placed = original;
        if (options.inflate() > 0) {
            placed = ArrivalsOnly.inflated(original, options.inflate(), seed);
        } else if (options.arrivalsOnly()) {
            placed = ArrivalsOnly.of(original);
        }
        placed = recorded == null ? placed : withShuffledNodes(placed, seed);
        return new Workload(seed, original, placed, info, untilMillis, options);
    }

    private static Trace withShuffledNodes(Trace trace, long seed) {
        List<NodeSpec> nodes = new ArrayList<>(trace.initialNodes());
        for (int i = nodes.size() - 1; i > 0; i--) {
            int other = Draws.below(Draws.draw(seed, i, NODE_ORDER), i + 1);
            NodeSpec swapped = nodes.get(i);
            nodes.set(i, nodes.get(other));
            nodes.set(other, swapped);
        }
        return new Trace(
                trace.name(), trace.format(), trace.hasTimes(), nodes, trace.budgets(), trace.events(), trace.inputs());
    }
}
