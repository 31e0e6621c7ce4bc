package io.plimsoll.traces.summary;

import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.TraceContents;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a trace holds: how much of what arrives when, and what is requested of what there is. Requests are counted as if every
 * pod were placed the moment it arrives; a pod with an unknown end stays to the end of the trace. Immutable.
 *
 * @param name the name of the trace
 * @param format the format it was first read from, or the generator
 * @param hasTimes whether times mean anything; when not, there is nothing over time and nothing of lifetimes
 * @param spanMillis the time of its last event
 * @param events how many events there are of each type; types without events are left out
 * @param nodes how many names of nodes occur
 * @param owners how many owners have pods
 * @param classes pods that ask the same, those with the most pods first
 * @param bucketMillis the width of what is counted over time; 0 when nothing is
 * @param arrivals pods that arrive in each bucket
 * @param arrivalsByHour pods that arrive in each of the 24 hours of a day, time 0 being midnight
 * @param loads requests and capacity by resource: cpu, memory and, where there are any, gpu
 * @param lifetimes how long pods run
 */
public record TraceSummary(
        String name,
        String format,
        boolean hasTimes,
        long spanMillis,
        Map<EventType, Long> events,
        int nodes,
        long owners,
        List<TraceContents.Template> classes,
        long bucketMillis,
        List<Long> arrivals,
        List<Long> arrivalsByHour,
        List<ResourceLoad> loads,
        Lifetimes lifetimes) {

    /** Copies its arguments. */
    public TraceSummary {
        Map<EventType, Long> sorted = new EnumMap<>(EventType.class);
        sorted.putAll(events);
        events = Collections.unmodifiableMap(sorted);
        classes = List.copyOf(classes);
        arrivals = List.copyOf(arrivals);
        arrivalsByHour = List.copyOf(arrivalsByHour);
        loads = List.copyOf(loads);
    }

    /** Reads a trace once. Takes O(events) and memory for its classes, owners and nodes. */
    public static TraceSummary of(EventSource trace) {
        return new TraceSummarizer(trace).summary();
    }

    /** How many pods arrive. */
    public long pods() {
        return events.getOrDefault(EventType.POD_ARRIVED, 0L);
    }
}
