package io.plimsoll.traces.event;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks the events of a trace in order and refuses those that contradict what happened before. */
final class TraceConsistency {

    private final PresentNodes nodes = new PresentNodes();
    private final Map<String, Set<String>> podsByNamespace = new HashMap<>();

    private TraceConsistency() {}

    static void check(
            boolean hasTimes, List<NodeSpec> initialNodes, List<DisruptionBudget> budgets, List<TraceEvent> events) {
        Set<String> owners = new HashSet<>();
        for (DisruptionBudget budget : budgets) {
            if (!owners.add(budget.owner())) {
                throw contradiction(
                        "owner", budget.owner(), 0, "have one disruption budget", "two budgets were meant as one.");
            }
        }
        TraceConsistency walk = new TraceConsistency();
        for (NodeSpec node : initialNodes) {
            walk.nodes.join(node.name(), 0);
        }
        for (TraceEvent event : events) {
            if (!hasTimes) {
                requireTimeless(event);
            }
            walk.step(event);
        }
    }

    private void step(TraceEvent event) {
        if (event instanceof PodArrived arrival) {
            arrive(arrival);
        } else if (event instanceof NodeAdded added) {
            nodes.join(added.node().name(), added.timeMillis());
        } else if (event instanceof NodeChanged changed) {
            nodes.require(changed.node().name(), changed.timeMillis());
        } else if (event instanceof NodeRemoved removed) {
            nodes.leave(removed.nodeName(), removed.timeMillis());
        } else if (event instanceof NodeDrained drained) {
            nodes.require(drained.nodeName(), drained.timeMillis());
        }
    }

    private void arrive(PodArrived arrival) {
        PodSpec pod = arrival.pod();
        Set<String> names = podsByNamespace.computeIfAbsent(pod.namespace(), namespace -> new HashSet<>());
        if (!names.add(pod.name())) {
            throw contradiction("pod", pod.name(), arrival.timeMillis(), "arrive once", "the name occurs twice.");
        }
    }

    private static void requireTimeless(TraceEvent event) {
        if (!(event instanceof PodArrived arrival) || arrival.timeMillis() != 0 || arrival.hasDuration()) {
            throw contradiction(
                    "event",
                    event.kind().name(),
                    event.timeMillis(),
                    "be an arrival at time 0 with an unknown duration in a trace without times",
                    "the trace has times after all.");
        }
    }

    static IllegalArgumentException contradiction(
            String noun, String name, long timeMillis, String rule, String advice) {
        return new IllegalArgumentException(
                "The %s (%s) of a trace (at %d ms) must %s.%n".formatted(noun, name, timeMillis, rule)
                        + "Maybe "
                        + advice);
    }
}
