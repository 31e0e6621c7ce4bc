package io.plimsoll.benchmarks;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.ReferenceCapacity;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceContents;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.generate.GpuClusterParameters;
import io.plimsoll.traces.generate.GpuClusterWorkload;
import java.util.ArrayList;
import java.util.List;

/**
 * The built-in workload, at any size.
 *
 * @param trace the generated week
 * @param contents what occurs in it; takes a look at all of it, so once
 * @param requests what its pods ask for
 */
record Week(Trace trace, TraceContents contents, List<TypicalPods.Request> requests) {

    /** No nodes, no pods: before a benchmark is set up. */
    static final Week NONE = of(new Trace("none", "none", true, List.of(), List.of(), List.of()));

    /** The week of a cluster of that many nodes and fifty times as many pods. */
    static Week of(int nodes) {
        GpuClusterParameters size = GpuClusterParameters.DEFAULT.scaledTo(nodes);
        return of(GpuClusterWorkload.generate(42, size));
    }

    private static Week of(Trace trace) {
        List<PodSpec> pods = new ArrayList<>();
        for (PodArrived arrival : trace.arrivals()) {
            pods.add(arrival.pod());
        }
        return new Week(trace, trace.contents(), TypicalPods.requests(pods));
    }

    PolicyContext context() {
        return new PolicyContext(ReferenceCapacity.largestOf(trace.initialNodes()), requests);
    }
}
