package io.plimsoll.simulator.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one run in figures: what stands in {@code run.json}. It depends on the inputs, the policy, the seed and
 * the options only; what varies between equal runs is in {@link Environment}.
 *
 * @param trace what was replayed
 * @param policy how nodes were chosen
 * @param seed seed of everything random in the run
 * @param options what else shaped the result
 * @param stopReason why the run ended; its figures cover the time up to there
 * @param spanMillis virtual time from the start of the run to its end
 * @param totals what became of the pods, from the beginning, the warm-up included; all other figures leave that out
 * @param resources use of every resource that the cluster has, in the order of the report
 * @param fragmentation GPU fragmentation, or null when the cluster has no GPU
 * @param emptyNodes number of nodes without a pod
 * @param pendingPods number of pods waiting
 * @param waiting how long placed pods had waited
 * @param waitingByRequest the same by what pods asked for, those of most placements first
 * @param waitingByPriority the same by priority, those of most placements first
 * @param unplaced the pods that still waited at the end
 * @param disruption what pods suffered from what happened to their nodes
 * @param failures why nodes refused pods, most attempts first
 */
public record RunSummary(
        TraceInfo trace,
        PolicyInfo policy,
        long seed,
        RunOptions options,
        StopReason stopReason,
        long spanMillis,
        Totals totals,
        List<ResourceUse> resources,
        @Nullable Fragmentation fragmentation,
        Level emptyNodes,
        Level pendingPods,
        Waiting waiting,
        List<WaitGroup> waitingByRequest,
        List<WaitGroup> waitingByPriority,
        Unplaced unplaced,
        Disruption disruption,
        List<FailureReason> failures) {

    /** The version of {@code run.json}, raised when a reader of the former one could misread it. */
    public static final int SCHEMA_VERSION = 2;

    /** @throws IllegalArgumentException when the span is negative */
    public RunSummary {
        Require.notNegative("virtual span", spanMillis);
        resources = List.copyOf(resources);
        waitingByRequest = List.copyOf(waitingByRequest);
        waitingByPriority = List.copyOf(waitingByPriority);
        failures = List.copyOf(failures);
    }

    /** Whether the whole trace was replayed. */
    public boolean complete() {
        return stopReason == StopReason.FINISHED;
    }

    /** The use of that resource, or null when the cluster has none of it. */
    public @Nullable ResourceUse resource(String name) {
        for (ResourceUse use : resources) {
            if (use.name().equals(name)) {
                return use;
            }
        }
        return null;
    }
}
