package io.plimsoll.simulator.engine;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns a trace into one whose nodes come and go by the time of day. The events are made before the run, so that the run
 * knows nothing of schedules: nodes are added at the beginning of their hours and removed as planned at the end, drained
 * for some time before. They come back to the lowest free ranks, in the order of the trace.
 */
public final class CapacitySchedule {

    private CapacitySchedule() {}

    /**
     * The trace with these hours, up to a time.
     *
     * @param drainMillis how long before its removal a node is drained; 0 for not at all
     * @param untilMillis no event is made after this time
     * @throws IllegalArgumentException in two lines, when hours and nodes do not go together
     */
    public static Trace apply(Trace trace, List<NodeWindow> windows, long drainMillis, long untilMillis) {
        List<Pattern> patterns = new ArrayList<>();
        for (NodeWindow window : windows) {
            patterns.add(window.pattern());
            if (drainMillis < 0 || drainMillis >= window.lengthMillis()) {
                throw refused(
                        "drain (" + drainMillis + " ms) of nodes (" + window.names() + ")",
                        "must be shorter than the time for which they are there (" + window.lengthMillis() + " ms)",
                        "a unit is wrong.");
            }
        }
        int[] matches = new int[windows.size()];
        Set<String> busy = named(trace.events());
        List<NodeSpec> initial = new ArrayList<>();
        List<TraceEvent> events = new ArrayList<>(trace.events());
        for (NodeSpec node : trace.initialNodes()) {
            int match = match(patterns, node.name());
            if (match < 0) {
                initial.add(node);
                continue;
            }
            if (busy.contains(node.name())) {
                throw refused(
                        "node (" + node.name() + ") that the hours of ("
                                + windows.get(match).names() + ") name",
                        "must not come, change or go by itself in the trace",
                        "the names should be narrowed.");
            }
            matches[match]++;
            if (windows.get(match).atMidnight()) {
                initial.add(node);
            }
            addEvents(events, node, windows.get(match), drainMillis, untilMillis);
        }
        for (int i = 0; i < matches.length; i++) {
            if (matches[i] == 0) {
                throw refused(
                        "names (" + windows.get(i).names() + ") of hours",
                        "must match a node that is there when the trace begins, and that none before them match",
                        "the names are mistyped: * stands for any text.");
            }
        }
        return new Trace(
                trace.name(), trace.format(), trace.hasTimes(), initial, trace.budgets(), events, trace.inputs());
    }

    private static void addEvents(
            List<TraceEvent> events, NodeSpec node, NodeWindow window, long drainMillis, long untilMillis) {
        long coming = window.fromMillis();
        long going =
                window.atMidnight() ? window.untilMillis() % NodeWindow.DAY_MILLIS : coming + window.lengthMillis();
        if (going == 0) {
            going = NodeWindow.DAY_MILLIS;
        }
        if (window.atMidnight()) {
            coming += coming == 0 ? NodeWindow.DAY_MILLIS : 0;
        }
        while (Math.min(coming, going) <= untilMillis) {
            if (coming <= untilMillis) {
                events.add(new NodeAdded(coming, node));
            }
            if (drainMillis > 0 && going - drainMillis <= untilMillis) {
                events.add(new NodeDrained(Math.max(0, going - drainMillis), node.name()));
            }
            if (going <= untilMillis) {
                events.add(new NodeRemoved(going, node.name()));
            }
            coming += NodeWindow.DAY_MILLIS;
            going += NodeWindow.DAY_MILLIS;
        }
    }

    private static int match(List<Pattern> patterns, String name) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matcher(name).matches()) {
                return i;
            }
        }
        return -1;
    }

    /** The nodes of which events speak. */
    private static Set<String> named(List<TraceEvent> events) {
        Set<String> names = new HashSet<>();
        for (TraceEvent event : events) {
            if (event instanceof NodeAdded added) {
                names.add(added.node().name());
            } else if (event instanceof NodeChanged changed) {
                names.add(changed.node().name());
            } else if (event instanceof NodeRemoved removed) {
                names.add(removed.nodeName());
            } else if (event instanceof NodeDrained drained) {
                names.add(drained.nodeName());
            }
        }
        return names;
    }

    private static IllegalArgumentException refused(String subject, String rule, String advice) {
        return new IllegalArgumentException(
                "The " + subject + " " + rule + "." + System.lineSeparator() + "Maybe " + advice);
    }
}
