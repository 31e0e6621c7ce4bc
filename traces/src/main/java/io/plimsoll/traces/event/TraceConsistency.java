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

    private final Set<String> present = new HashSet<>();
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
            walk.join(node.name(), 0);
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
            join(added.node().name(), added.timeMillis());
        } else if (event instanceof NodeChanged changed) {
            requirePresent(changed.node().name(), changed.timeMillis());
        } else if (event instanceof NodeRemoved removed) {
            requirePresent(removed.nodeName(), removed.timeMillis());
            present.remove(removed.nodeName());
        } else if (event instanceof NodeDrained drained) {
            requirePresent(drained.nodeName(), drained.timeMillis());
        }
    }

    private void join(String name, long timeMillis) {
        if (!present.add(name)) {
            throw contradiction(
                    "node", name, timeMillis, "not be in the cluster when it is added", "the name occurs twice.");
        }
    }

    private void requirePresent(String name, long timeMillis) {
        if (!present.contains(name)) {
            throw contradiction(
                    "node", name, timeMillis, "be in the cluster when it changes or goes", "it was removed before.");
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

    private static IllegalArgumentException contradiction(
            String noun, String name, long timeMillis, String rule, String advice) {
        return new IllegalArgumentException(
                "The %s (%s) of a trace (at %d ms) must %s.%n".formatted(noun, name, timeMillis, rule)
                        + "Maybe "
                        + advice);
    }
}
