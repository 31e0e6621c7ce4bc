package io.plimsoll.traces.event;

import io.plimsoll.core.model.NodeSpec;
import java.util.List;

/**
 * What is known of a trace before its first event.
 *
 * @param name what reports call it, for example {@code openb-default}
 * @param format name of the format it was first read from, or of the generator
 * @param hasTimes whether the times mean anything; see {@link Trace#hasTimes()}
 * @param initialNodes the nodes present at time 0, before any event, in the order of the input
 * @param budgets what drains must respect, at most one for each owner
 */
public record TraceHeader(
        String name, String format, boolean hasTimes, List<NodeSpec> initialNodes, List<DisruptionBudget> budgets) {

    /** Copies its arguments. */
    public TraceHeader {
        initialNodes = List.copyOf(initialNodes);
        budgets = List.copyOf(budgets);
    }
}
