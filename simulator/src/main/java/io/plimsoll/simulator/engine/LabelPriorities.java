package io.plimsoll.simulator.engine;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which priority pods of a trace get that has none, by what one of their labels says: openb's {@code qos}, for example.
 *
 * @param label the name of the label
 * @param byValue the priority of pods with that value; those with another value, or without the label, keep theirs
 */
public record LabelPriorities(String label, SortedMap<String, Integer> byValue) {

    /** Copies its arguments. */
    public LabelPriorities {
        byValue = Collections.unmodifiableSortedMap(new TreeMap<>(byValue));
    }

    /**
     * The trace with these priorities. O(events).
     *
     * @throws IllegalArgumentException in two lines, when no pod has one of the values
     */
    public Trace apply(EventSource source) {
        Trace trace = Trace.of(source);
        TreeSet<String> unseen = new TreeSet<>(byValue.keySet());
        TreeSet<String> seen = new TreeSet<>();
        List<TraceEvent> events = new ArrayList<>(trace.events().size());
        for (TraceEvent event : trace.events()) {
            if (event instanceof PodArrived arrived) {
                @Nullable String value = arrived.pod().labels().get(label);
                if (value != null) {
                    seen.add(value);
                    unseen.remove(value);
                }
                events.add(with(arrived, value == null ? null : byValue.get(value)));
            } else {
                events.add(event);
            }
        }
        if (!unseen.isEmpty()) {
            throw new IllegalArgumentException("The value (" + unseen.first() + ") of the label (" + label
                    + ") must be that of some pod of trace (" + trace.name() + ")." + System.lineSeparator()
                    + (seen.isEmpty()
                            ? "Maybe another label was meant: no pod has it."
                            : "Maybe one of " + seen + "."));
        }
        return trace.withEvents(events);
    }

    private static PodArrived with(PodArrived arrived, @Nullable Integer priority) {
        if (priority == null) {
            return arrived;
        }
        PodSpec pod = arrived.pod().withPriority(priority);
        return new PodArrived(arrived.timeMillis(), pod, arrived.durationMillis(), arrived.owner());
    }

    /** As it is given: {@code qos=BE:0,LS:100}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        byValue.forEach((value, priority) -> parts.add(value + ":" + priority));
        return label + "=" + String.join(",", parts);
    }
}
